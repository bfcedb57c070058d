using System.Runtime.InteropServices;

namespace Chat.Server;

/// <summary>
/// Takes the signals to end. The framework's own lifetime would raise <c>ApplicationStopping</c> first, and there SignalR
/// cuts every socket; here the draining comes before. A second signal ends the process at once.
/// </summary>
internal sealed class DrainingLifetime(IServiceProvider services, IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, End));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
    }

    private void End(PosixSignalContext context)
    {
        // Not injected: a lifetime is made with the host, before the settings are checked.
        var shutdown = services.GetRequiredService<Shutdown>();
        if (shutdown.IsDraining) return;
        context.Cancel = true;
        _ = EndAsync(shutdown);
    }

    private async Task EndAsync(Shutdown shutdown)
    {
        await shutdown.DrainAsync();
        lifetime.StopApplication();
    }
}
