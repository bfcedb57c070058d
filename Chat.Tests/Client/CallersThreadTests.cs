using Chat.Client;
using Chat.Tests.Support;

namespace Chat.Tests.Client;

/// <summary>What a program's own thread may do while the client tells it something: a screen reads the state under a lock of its own.</summary>
public sealed class CallersThreadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-caller-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Stored on this machine.", true)]
    [InlineData(" ", false)]
    public async Task State_can_be_read_while_a_caller_is_told(string text, bool stored)
    {
        await using var chat = new ChatConnection(
            new ChatConnectionOptions { Server = new Uri("http://127.0.0.1:1"), Token = "token", Me = Guid.NewGuid(), StoreFolder = _folder });
        await chat.StartAsync(TestContext.Current.CancellationToken);
        var context = new ReadingContext(chat);

        // Who is told before it waits goes on in its own thread.
        do Assert.Equal(stored, await context.Run(async () => (await chat.PostAsync(Guid.NewGuid(), text)).Ok).Within());
        while (!context.CouldRead.IsCompleted);

        Assert.True(await context.CouldRead);
    }

    /// <summary>The context of a thread with a lock, under which another thread reads the client's state.</summary>
    private sealed class ReadingContext(ChatConnection chat) : SynchronizationContext
    {
        private readonly TaskCompletionSource<bool> _couldRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> CouldRead => _couldRead.Task;

        public Task<T> Run<T>(Func<Task<T>> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            _couldRead.TrySetResult(Task.Run(() => chat.State).Wait(TestDeadline.Never));
            base.Post(d, state);
        }
    }
}
