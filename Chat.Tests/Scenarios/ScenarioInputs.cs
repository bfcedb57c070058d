using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Scenarios;

/// <summary>The events and user inputs of a scenario file.</summary>
internal static class ScenarioInputs
{
    public static void Event(Action<Action<ChatEngine>> input, string name, JsonNode data)
    {
        switch (name)
        {
            case "Changes": var set = data.Deserialize(ChatJson.Default.ChangeSet)!; input(engine => engine.Event(set)); break;
            case "Beat": var beat = data.Deserialize(ChatJson.Default.Beat)!; input(engine => engine.Event(beat)); break;
            case "Heads": var heads = data.Deserialize(ChatJson.Default.HeadsChanged)!; input(engine => engine.Event(heads)); break;
            case "Presence": var here = data.Deserialize(ChatJson.Default.PresenceChanged)!; input(engine => engine.Event(here)); break;
            case "Typing": var typing = data.Deserialize(ChatJson.Default.TypingChanged)!; input(engine => engine.Event(typing)); break;
            case "Draining": var draining = data.Deserialize(ChatJson.Default.Draining)!; input(engine => engine.Event(draining)); break;
            case "SignedOut": var signedOut = data.Deserialize(ChatJson.Default.SignedOut)!; input(engine => engine.Event(signedOut)); break;
            default: break; // A name that this version doesn't know is no input at all: the shell has no handler for it.
        }
    }

    public static void User(Action<Action<ChatEngine>> input, JsonObject step, Action<string, bool, string?> reply)
    {
        var (kind, value) = (step.First().Key, step.First().Value!);
        Guid Id() => (Guid)value;
        Guid Room() => (Guid)value["room"]!;
        Guid RangeRoom() => value is JsonObject ? Room() : Id();
        long? RangeNumber() => value is JsonObject ? Number() : null;
        long Number() => (long)value["number"]!;
        switch (kind)
        {
            case "open": input(engine => engine.Open(Id())); break;
            case "close": input(engine => engine.Close(Id())); break;
            case "retry": input(engine => engine.Retry(Id())); break;
            case "discard": input(engine => engine.Discard(Id())); break;
            case "loadOlder": input(engine => engine.LoadOlder(RangeRoom(), RangeNumber())); break;
            case "loadNewer": input(engine => engine.LoadNewer(RangeRoom(), RangeNumber())); break;
            case "release": input(engine => engine.Release(Room(), (long)value["from"]!, (long?)value["to"])); break;
            case "loadMembers": input(engine => engine.LoadMembers(Id())); break;
            case "typing": input(engine => engine.Typing(Id())); break;
            case "seen": input(engine => engine.Seen(Room(), Number())); break;
            case "markUnread": input(engine => engine.MarkUnread(Room(), Number())); break;
            case "loadAround": input(engine => engine.LoadAround(Room(), Number())); break;
            case "presence": input(engine => engine.Presence((bool)value["hidden"]!, (bool)value["away"]!)); break;
            case "reconnectNow": input(engine => engine.ReconnectNow()); break;
            case "post":
                var id = (string)value["id"]!;
                input(engine => engine.Post(
                    Room(), Guid.Parse(id), (string)value["text"]!, (long?)value["composedAt"] ?? 0, error => reply(id, false, error.Code)));
                break;
            case "request": Request(input, value, reply); break;
            default: Assert.Fail($"There is no user input {kind}."); break;
        }
    }

    private static void Request(Action<Action<ChatEngine>> input, JsonNode value, Action<string, bool, string?> reply)
    {
        void Ask<TRequest, T>()
        {
            var tag = (string)value["tag"]!;
            var request = value["args"]!.Deserialize(typeof(TRequest), ChatJson.Default)!;
            input(engine => engine.Request<T>(
                (string)value["method"]!, request, outcome => reply(tag, outcome.Ok, outcome.Error?.Code)));
        }

        switch ((string)value["method"]!)
        {
            case nameof(IChatHub.CreateRoom): Ask<CreateRoom, RoomHead>(); break;
            case nameof(IChatHub.JoinRoom): Ask<JoinRoom, RoomHead>(); break;
            case nameof(IChatHub.LeaveRoom): Ask<LeaveRoom, Done>(); break;
            case nameof(IChatHub.EditMessage): Ask<EditMessage, Edited>(); break;
            case nameof(IChatHub.DeleteMessage): Ask<DeleteMessage, Done>(); break;
            case nameof(IChatHub.ReadMessages): Ask<ReadMessages, MessagesPage>(); break;
            case nameof(IChatHub.SetProfile): Ask<SetProfile, Person>(); break;
            default: Assert.Fail("Add this method to ScenarioInputs."); break;
        }
    }
}
