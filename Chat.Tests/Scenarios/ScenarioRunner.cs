using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Scenarios;

/// <summary>The shell of an engine for one scenario: a socket, a disk and a clock that only the file moves.</summary>
internal sealed class ScenarioRunner(Scenario scenario)
{
    private readonly List<(string Method, JsonNode Args)> _called = [];
    private readonly List<Call> _open = [];
    private readonly List<string> _effects = [];
    private readonly JsonArray _replies = [];
    private readonly List<OutboxEntry> _disk = [];
    private readonly HashSet<string> _held = [];
    private readonly List<OutboxEntry> _notYetStored = [];
    private ChatEngine _engine = NewEngine();
    private Guid? _me;
    private CachedChat? _kept;
    private long _now = 1_000_000;

    public void Run()
    {
        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            var step = scenario.Steps[i];
            try
            {
                Take(step);
            }
            catch (Exception e)
            {
                Assert.Fail($"{scenario.Name}\nstep {i + 1}: {step.ToJsonString()}\n{e.Message}");
            }
        }

        Assert.True(_called.Count == 0, $"{scenario.Name}\nnobody checked: {Show(_called)}");
    }

    private static ChatEngine NewEngine() => new("scenario/1", () => 0.5);

    private void Take(JsonObject step)
    {
        var (kind, value) = (step.First().Key, step.First().Value);
        switch (kind)
        {
            case "start": Start(value!); break;
            case "connected": Input(engine => engine.Connected()); break;
            case "connectFailed": ConnectFailed((int)value!); break;
            case "closed": Close((string)value! == "error"); break;
            case "answer": Answer((string)step["to"]!, new JsonObject { ["ok"] = true, ["value"] = value!.DeepClone() }); break;
            case "refuse": Answer((string)step["to"]!, new JsonObject { ["ok"] = false, ["error"] = Error(value!) }); break;
            case "fail": Fail((string)value!); break;
            case "event": ScenarioInputs.Event(Input, (string)step["in"]!, value!); break;
            case "user": ScenarioInputs.User(Input, value!.AsObject(), Reply); break;
            case "hold": _held.Add((string)value!); break;
            case "stored": Stored((Guid)value!); break;
            case "notStored": NotStored((Guid)value!); break;
            case "loaded": Loaded([.. value!.AsArray().Select(Entry)]); break;
            case "advance": Advance((long)value!); break;
            case "restart": Restart(null); break;
            case "restartCached": Restart(Cached(), step["opened"] is { } room ? (Guid)room : null); break;
            case "restartKept": _kept = Cached(); Restart(null); break;
            case "seedLate": Input(engine => engine.Seed(_kept!)); break;
            case "calls": CheckCalls(value!.AsArray()); break;
            case "effects": Check(value, ToArray(_effects), "effects"); _effects.Clear(); break;
            case "replies": Check(value, _replies.DeepClone(), "replies"); _replies.Clear(); break;
            case "state": Check(value, ScenarioState.Of(_engine), "state"); break;
            default: Assert.Fail($"There is no step {kind}."); break;
        }
    }

    private void Start(JsonNode value)
    {
        _me = value["me"] is { } me ? (Guid)me : null;
        _disk.AddRange((value["outbox"]?.AsArray() ?? []).Select(Entry));
        Input(engine => engine.Start(_me, [.. _disk]));
    }

    private void Restart(CachedChat? cached, Guid? opened = null)
    {
        _me = _engine.Picture().Me ?? _me;
        _engine = NewEngine();
        _open.Clear();
        _notYetStored.Clear();
        if (opened is { } room) Input(engine => engine.Open(room));
        Input(engine => engine.Start(_me, [.. _disk.Where(entry => entry.Person == _me)], cached));
    }

    /// <summary>What a client keeps of its rows, through the form in which it keeps them.</summary>
    private CachedChat? Cached() =>
        _engine.Cached() is { } cached ? JsonSerializer.Deserialize(JsonSerializer.Serialize(cached, CachedJson.File.CachedChat), CachedJson.File.CachedChat) : null;

    private void ConnectFailed(int status) => Input(engine => engine.ConnectFailed(status == 0 ? null : status));

    private void Close(bool error)
    {
        _open.Clear();
        Input(engine => engine.Closed(error));
    }

    private void Answer(string method, JsonObject outcome)
    {
        var call = Oldest(method);
        var typed = outcome.Deserialize(call.OutcomeType, ChatJson.Default)!;
        Input(engine => engine.Answer(call.Id, typed));
    }

    private void Fail(string method)
    {
        var call = Oldest(method);
        Input(engine => engine.Failed(call.Id));
    }

    private Call Oldest(string method)
    {
        var call = _open.Find(call => call.Method == method) ?? throw new InvalidOperationException($"No open call of {method}.");
        _open.Remove(call);
        return call;
    }

    private void Stored(Guid id)
    {
        var entry = _notYetStored.Find(entry => entry.Id == id) ?? throw new InvalidOperationException("Nothing to store.");
        _notYetStored.Remove(entry);
        Write(entry);
        Input(engine => engine.Stored(id));
    }

    private void NotStored(Guid id)
    {
        _notYetStored.RemoveAll(entry => entry.Id == id);
        Input(engine => engine.NotStored(id));
    }

    private void Loaded(OutboxEntry[] entries)
    {
        _disk.AddRange(entries);
        Input(engine => engine.Loaded(entries));
    }

    private void Advance(long milliseconds)
    {
        var end = _now + milliseconds;
        for (var turn = 0; _engine.DueAt() is { } due && due <= end; turn++)
        {
            Assert.True(turn < 10_000, "The engine wants a tick again and again.");
            _now = Math.Max(_now, due);
            Input(engine => engine.Tick());
        }

        _now = end;
        Input(engine => engine.Tick());
    }

    private void Input(Action<ChatEngine> input)
    {
        foreach (var effect in _engine.Input(_now, input).ToArray()) Do(effect);
    }

    private void Do(Effect effect)
    {
        switch (effect)
        {
            case CallEffect { Call: var call }:
                _open.Add(call);
                _called.Add((call.Method, ToJson(call.Request)));
                break;
            case SendEffect send:
                _called.Add((send.Method, ToJson(send.Request)));
                break;
            case ConnectEffect:
                _effects.Add("connect");
                break;
            case DisconnectEffect:
                _effects.Add("disconnect");
                _open.Clear();
                break;
            case StoreEffect { Entry: var entry }:
                _effects.Add("store");
                _notYetStored.Add(entry);
                if (!_held.Contains("stored")) Stored(entry.Id);
                break;
            case ForgetEffect { Id: var id }:
                _effects.Add("forget");
                _disk.RemoveAll(entry => entry.Id == id);
                break;
            case LoadEffect { Person: var person }:
                _effects.Add("load");
                if (_held.Contains("loaded")) break;
                var entries = _disk.Where(entry => entry.Person == person).ToArray();
                Input(engine => engine.Loaded(entries));
                break;
            case ReplyEffect { Deliver: var deliver }:
                deliver();
                break;
        }
    }

    private void Reply(string tag, bool ok, string? code) =>
        _replies.Add(new JsonObject { ["tag"] = tag, ["ok"] = ok, ["code"] = code });

    private void Write(OutboxEntry entry)
    {
        var place = _disk.FindIndex(held => held.Id == entry.Id);
        if (place < 0) _disk.Add(entry);
        else _disk[place] = entry;
    }

    private void CheckCalls(JsonArray expected)
    {
        var actual = _called.ToArray();
        _called.Clear();
        Assert.True(
            expected.Select(call => (string)call![0]!).SequenceEqual(actual.Select(call => call.Method)),
            $"expected the calls {string.Join(", ", expected.Select(call => (string)call![0]!))}, were {Show(actual)}");
        for (var i = 0; i < actual.Length; i++)
            Check(expected[i]!.AsArray().Count > 1 ? expected[i]![1] : null, actual[i].Args, $"call {i + 1} {actual[i].Method}");
    }

    private static void Check(JsonNode? expected, JsonNode actual, string path)
    {
        if (expected is not null && Scenario.Difference(expected, actual, path) is { } difference) Assert.Fail(difference);
    }

    private static JsonArray ToArray(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    private static JsonNode ToJson(object request) => JsonSerializer.SerializeToNode(request, request.GetType(), ChatJson.Default)!;

    private static string Show(IEnumerable<(string Method, JsonNode Args)> calls) =>
        string.Join(", ", calls.Select(call => call.Method + call.Args.ToJsonString()));

    private OutboxEntry Entry(JsonNode? value) => new()
    {
        Id = (Guid)value!["id"]!,
        Person = (Guid?)value["person"] ?? _me ?? Guid.Empty,
        Room = (Guid)value["room"]!,
        Text = (string)value["text"]!,
        ComposedAt = (long?)value["composedAt"] ?? _now,
        Seen = (long?)value["seen"],
        Tries = (int?)value["tries"] ?? 0,
        Error = value["error"] is { } error ? Error(error).Deserialize(ChatJson.Default.Error) : null,
    };

    /// <summary>An error of which the file names what matters.</summary>
    private static JsonObject Error(JsonNode value)
    {
        var error = value.DeepClone().AsObject();
        error.TryAdd("message", "No.");
        error.TryAdd("final", true);
        return error;
    }
}
