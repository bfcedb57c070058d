using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Fifty connections of one person submit the same id at once; the server is killed in the middle of some of it.</summary>
internal sealed class SameIdRun : FaultRun
{
    private const int AtOnce = 50;
    private const int RoundsForAKill = 10;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public override string Name => "same-id";

    public override string What =>
        "one id submitted 50 times in parallel, by 50 connections; in every fifth round with two texts; in every tenth the server is killed meanwhile";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Long ? 200 : RoundsForAKill;
        var faults = new List<string>();
        await using var loaded = await LoadedServer.StartAsync(people: 5, rooms: 1);
        await loaded.RecordAsync(perSecond: 20, clients: 4);
        var person = loaded.Community.People[4];
        var seat = new Seat(person.Name, person.Caller, person.Token);
        var room = loaded.Community.Rooms[0];
        var posters = Enumerable.Range(0, AtOnce).Select(_ => new Poster(loaded.Server.Address, seat, room)).ToList();
        var (answers, refused) = (0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            var message = Wire.Said($"round {round}");
            var other = message with { Text = $"round {round}, in other words" };
            var both = round % 5 == 0;
            var kills = round % RoundsForAKill == 0;
            // The server stops in the middle of the first half, and the kill cuts the second one off.
            var holding = kills ? loaded.Server.HoldAsync() : Task.CompletedTask;
            var submit = posters.Select((poster, i) => (Func<Task<PostResult>>)(() => poster.PostAsync(both && i % 2 == 1 ? other : message, Never))).ToList();
            var posting = submit.Take(AtOnce / 2).Select(post => post()).ToList();
            await holding;
            posting.AddRange(submit.Skip(AtOnce / 2).Select(post => post()));
            if (kills)
            {
                await loaded.Server.KillAsync();
                await loaded.Server.StartAsync();
            }
            var results = await Task.WhenAll(posting);
            answers += results.Length;
            var taken = results.Where(r => r.Status == PostStatus.Ok).ToList();
            refused += results.Length - taken.Count;
            if (taken.DistinctBy(r => (r.Id, r.Number, r.At)).Count() != 1) faults.Add($"Round {round}: one id got {taken.DistinctBy(r => (r.Id, r.Number, r.At)).Count()} different acknowledgements.");
            if (taken.Count != (both ? AtOnce / 2 : AtOnce)) faults.Add($"Round {round}: {taken.Count} of {AtOnce} were acknowledged.");
            if (results.Any(r => r.Status != PostStatus.Ok && r.Error?.Code != ErrorCodes.Conflict)) faults.Add($"Round {round}: refused for another reason than its other text.");
            if (round % 50 == 0) tell($"{round} of {rounds} rounds");
            cancellationToken.ThrowIfCancellationRequested();
        }
        var again = posters.Sum(p => p.Again);
        foreach (var poster in posters) await poster.DisposeAsync();
        await using (var reader = await Device.ConnectAsync(loaded.Server.Address, seat))
        {
            var found = await TextsAsync(reader, room, person.Person);
            if (found.Count != rounds) faults.Add($"{rounds} ids became {found.Count} messages.");
        }
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = faults,
            Figures =
            [
                new("ids", rounds),
                new("submissions", answers) { AtLeast = rounds * AtOnce },
                new("submissions whose end was unknown, and sent again", again) { AtLeast = 1 },
                new("refused for another text under the id", refused),
            ],
        };
    }

    private static async Task<List<string>> TextsAsync(Device reader, Guid room, Guid author)
    {
        var texts = new List<string>();
        for (long after = 0; ;)
        {
            var page = await Wire.Ok(reader.ReadMessages(new ReadMessages { Room = room, After = after }));
            texts.AddRange(page.Messages.Where(m => m.Author == author).Select(m => m.Text!));
            if (page.To <= after || page.Messages.Count == 0) return texts;
            after = page.To;
        }
    }

    /// <summary>Posts until the end is known, as the contract says.</summary>
    private sealed class Poster(Uri server, Seat seat, Guid room) : IAsyncDisposable
    {
        private Device? _device;

        /// <summary>How often an end was unknown.</summary>
        public int Again { get; private set; }

        public async Task<PostResult> PostAsync(NewMessage message, TimeSpan never)
        {
            using var end = new CancellationTokenSource(never);
            while (true)
            {
                try
                {
                    _device ??= await Device.ConnectAsync(server, seat);
                    var outcome = await _device.PostMessages(new PostMessages { Room = room, Messages = [message] });
                    if (outcome.Value?.Results is [{ Status: PostStatus.Ok or PostStatus.Final } result]) return result;
                }
                catch (Exception e) when (e is not OperationCanceledException || !end.IsCancellationRequested)
                {
                    // The connection broke: on a new one.
                    Again++;
                    if (_device is not null) await _device.DisposeAsync();
                    _device = null;
                }
                await Task.Delay(Pause, end.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_device is not null) await _device.DisposeAsync();
        }
    }
}
