using System.Text.Json;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>What a test says to a device in one word.</summary>
internal static class Wire
{
    public static readonly TimeSpan Never = Support.TestDeadline.Never;

    public static readonly JsonSerializerOptions Json = new(ChatJson.Default.Options);

    /// <summary>The value of a call that must be carried out.</summary>
    public static async Task<T> Ok<T>(Task<Outcome<T>> call)
    {
        var outcome = await call;
        Assert.True(outcome.Ok, $"{outcome.Error?.Code}: {outcome.Error?.Message}");
        return outcome.Value!;
    }

    /// <summary>The refusal of a call that must be refused.</summary>
    public static async Task<Error> Refused<T>(string code, Task<Outcome<T>> call)
    {
        var outcome = await call;
        Assert.False(outcome.Ok, $"Refusal {code} expected.");
        Assert.Equal(code, outcome.Error!.Code);
        return outcome.Error;
    }

    public static string Text<T>(T record) => JsonSerializer.Serialize(record, Json);

    public static NewMessage Said(string text, long? seen = null) => new() { Id = Guid.CreateVersion7(), Text = text, Seen = seen };

    extension(Device device)
    {
        public async Task<Guid> RoomAsync(bool isPrivate = false, string? name = null) =>
            (await Ok(device.CreateRoom(new CreateRoom { Request = Guid.NewGuid(), Name = name ?? $"room {Guid.NewGuid():N}", Private = isPrivate }))).Room;

        /// <summary>A person joins a public room, or is added to a private one.</summary>
        public async Task LetInAsync(Guid room, params Device[] others)
        {
            foreach (var other in others) await Ok(device.AddMember(new AddMember(room, other.Person)));
        }

        public async Task<PostResult> TryPostAsync(Guid room, NewMessage message) =>
            (await Ok(device.PostMessages(new PostMessages { Room = room, Messages = [message] }))).Results.Single();

        public async Task<PostResult> PostAsync(Guid room, NewMessage message)
        {
            var result = await device.TryPostAsync(room, message);
            Assert.True(result.Status == PostStatus.Ok, $"{result.Status} {result.Error?.Code}");
            return result;
        }

        public Task<PostResult> PostAsync(Guid room, string text) => device.PostAsync(room, Said(text));

        public async Task<WatchAnswer> WatchAsync(Scope scope, Cursor? cursor = null) =>
            (await Ok(device.Watch(new WatchRequest { Items = [new WatchItem { Scope = scope.ToString(), Cursor = cursor }] }))).Answers.Single();

        public Task<WatchAnswer> WatchAsync(Guid room, Cursor? cursor = null) => device.WatchAsync(Scope.Room(room), cursor);

        /// <summary>The room as somebody sees it who opens it now, without ending what the device watches.</summary>
        public async Task<WatchAnswer> LookAsync(Scope scope, CoreServer server)
        {
            await using var other = await server.DeviceAsync(device.Seat);
            return await other.WatchAsync(scope);
        }

        /// <summary>Waits for the live set that reaches a revision.</summary>
        public Task<ChangeSet> UntilAsync(Guid room, long revision) =>
            device.EventAsync<ChangeSet>(set => set.Scope == Scope.Room(room).ToString() && set.To >= revision);

        /// <summary>Everything sent to the device before this has come: the hub's frames are in order.</summary>
        public Task FenceAsync() => Ok(device.Unwatch(new UnwatchRequest { Scopes = [] }));

        /// <summary>The device's own marker of a room.</summary>
        public async Task<ReadMarker> MarkerAsync(Guid room) => await Ok(device.MarkRead(new MarkRead(room, 0, -1)));
    }
}
