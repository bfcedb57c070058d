using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

public sealed class RecorderTests
{
    [Fact]
    public async Task Four_clients_chat_at_a_server_process_and_their_history_keeps_the_contract()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        var bob = await server.RegisterAsync("bob");
        await using var owner = await server.ConnectAsync(ann);
        var room = (await owner.CreateRoomAsync("harbour", cancellationToken: TestContext.Current.CancellationToken)).Value().Room;
        (await owner.AddMemberAsync(room, bob.Person.Id, TestContext.Current.CancellationToken)).Value();
        var folder = Directory.CreateTempSubdirectory("chat-history-").FullName;
        var plan = new LoadPlan
        {
            Server = server.Address,
            HistoryFile = Path.Combine(folder, "history.jsonl"),
            StoreFolder = folder,
            EditShare = 0.2,
            DeleteShare = 0.1,
            ResendShare = 0.2,
            MarkShare = 0.2,
            Clients =
            [
                Client("ann-real", ann, bare: false),
                Client("bob-real", bob, bare: false),
                Client("ann-bare", ann, bare: true),
                Client("bob-bare", bob, bare: true),
            ],
        };

        await using (var recorder = await RecorderProcess.StartAsync(plan))
        {
            await recorder.UntilAsync(counts => counts.Acknowledged >= 200, TestDeadline.Never);
            await recorder.FinishAsync(TestDeadline.Never);
            Assert.Equal(0, recorder.Counts.InFlight);
        }
        var verdict = HistoryChecker.Check(History.Load(plan.HistoryFile));

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.True(verdict.Acknowledged >= 200);
        Directory.Delete(folder, recursive: true);

        PlannedClient Client(string name, SignedIn person, bool bare) => new()
        {
            Name = name,
            Token = person.Token!,
            Person = person.Person.Id,
            Rooms = [room],
            Bare = bare,
            PerSecond = 40,
        };
    }
}
