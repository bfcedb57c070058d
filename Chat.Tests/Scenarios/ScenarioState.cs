using System.Text.Json.Nodes;
using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Scenarios;

/// <summary>The state of an engine, as scenario files name it.</summary>
internal static class ScenarioState
{
    public static JsonObject Of(ChatEngine engine)
    {
        var state = engine.Picture();
        return new JsonObject
        {
            ["connection"] = Camel(state.Connection.ToString()),
            ["retryAt"] = state.RetryAt?.ToUnixTimeMilliseconds(),
            ["me"] = state.Me?.ToString(),
            ["people"] = Map(state.People, person => JsonValue.Create(state.NameOf(person.Id))),
            ["userNames"] = Map(state.People, person => JsonValue.Create(state.UserNameOf(person.Id))),
            ["colours"] = Map(state.People, person => JsonValue.Create(person.Colour)),
            ["memberships"] = Map(state.Memberships, held => new JsonObject { ["role"] = held.Role, ["joined"] = held.Joined }),
            ["markers"] = Map(state.Markers, held => new JsonObject { ["number"] = held.Number, ["generation"] = held.Generation }),
            ["unread"] = Map(state.Memberships, held => JsonValue.Create(state.Unread(held.Room))),
            ["heads"] = Map(state.Heads, head => new JsonObject
            {
                ["revision"] = head.Revision,
                ["number"] = head.Number,
                ["name"] = head.Header?.Name,
            }),
            ["outbox"] = Outbox(engine, state),
            ["cursors"] = new JsonObject(engine.Cursors().Select(held => KeyValuePair.Create<string, JsonNode?>(
                held.Scope, new JsonObject { ["revision"] = held.Cursor.Revision, ["incarnation"] = held.Cursor.Incarnation }))),
            ["rooms"] = Map(state.Rooms, Room),
            ["elsewhere"] = new JsonObject(state.TypingElsewhere.Select(typing => KeyValuePair.Create<string, JsonNode?>(
                typing.Key.ToString(), new JsonArray([.. typing.Value.Select(person => JsonValue.Create(person.ToString()))])))),
        };
    }

    private static JsonArray Outbox(ChatEngine engine, ChatState state) => [.. state.Outbox.Select(item => new JsonObject
    {
        ["id"] = item.Id.ToString(),
        ["room"] = item.Room.ToString(),
        ["text"] = item.Text,
        ["state"] = Camel(item.State.ToString()),
        ["tries"] = engine.TriesOf(item.Id),
        ["error"] = item.Error?.Code,
    })];

    private static JsonObject Room(RoomState room) => new()
    {
        ["watching"] = Camel(room.Watching.ToString()),
        ["notFound"] = room.NotFound,
        ["name"] = room.Header?.Name,
        ["topic"] = room.Header?.Topic,
        ["number"] = room.Number,
        ["head"] = room.Head,
        ["window"] = new JsonArray([.. room.Window.Select(range => new JsonArray(range.From, range.To))]),
        ["messages"] = new JsonArray([.. room.Messages.Select(Message)]),
        ["pending"] = new JsonArray([.. room.Pending.Select(item => new JsonObject
        {
            ["id"] = item.Id.ToString(), ["text"] = item.Text, ["state"] = Camel(item.State.ToString()),
        })]),
        ["members"] = Map(room.Members, member => JsonValue.Create(member.Role)),
        ["memberCount"] = room.MemberCount,
        ["here"] = room.Here,
        ["presence"] = Map(room.Presence, presence => JsonValue.Create(presence)),
        ["typing"] = new JsonArray([.. room.Typing.Select(person => JsonValue.Create(person.ToString()))]),
    };

    private static JsonObject Message(Message message) => new()
    {
        ["number"] = message.Number,
        ["text"] = message.Text,
        ["version"] = message.Version,
        ["author"] = message.Author.ToString(),
        ["deleted"] = message.DeletedBy is null ? null : true,
        ["notice"] = message.Notice?.Kind,
    };

    private static JsonObject Map<T>(IReadOnlyDictionary<Guid, T> rows, Func<T, JsonNode?> draw) =>
        new(rows.Select(row => KeyValuePair.Create(row.Key.ToString(), draw(row.Value))));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
