using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Server;

/// <summary>
/// One writer at a time in this process: SQLite lets others wait without order or bound, so nothing here waits for its lock.
/// <see cref="RoomLog"/> holds the gate over its transactions; every other <c>SaveChanges</c> passes it by <see cref="WriteGateInterceptor"/>.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Waits for the turn; disposing gives it on.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken stop = default)
    {
        await _gate.WaitAsync(stop);
        return new Turn(_gate);
    }

    /// <summary>As <see cref="EnterAsync"/>, blocking.</summary>
    public Turn Enter()
    {
        _gate.Wait();
        return new Turn(_gate);
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>A writer's turn.</summary>
    public readonly struct Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

/// <summary>Puts every <c>SaveChanges</c> outside a transaction through the gate; inside one, the transaction's owner holds it.</summary>
public sealed class WriteGateInterceptor(WriteGate gate) : SaveChangesInterceptor
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> _turns = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (Outside(eventData)) _turns.Add(eventData.Context!, gate.Enter());
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Outside(eventData)) _turns.Add(eventData.Context!, await gate.EnterAsync(cancellationToken));
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Leave(eventData);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Leave(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    // Of a conflict EF tells here, and not as a failure.
    public override InterceptionResult ThrowingConcurrencyException(ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        Leave(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Leave(eventData);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    private static bool Outside(DbContextEventData eventData) => eventData.Context!.Database.CurrentTransaction is null;

    private void Leave(DbContextEventData eventData)
    {
        if (!_turns.TryGetValue(eventData.Context!, out var turn)) return;
        _turns.Remove(eventData.Context!);
        ((WriteGate.Turn)turn).Dispose();
    }
}
