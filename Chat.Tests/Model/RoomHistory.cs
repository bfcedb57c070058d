using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Model;

internal enum Act { Post, Retry, Edit, Delete, Topic, Join, Leave, Remove, Add, MarkRead, MarkUnread, Drop, Resume, Restart }

internal sealed record Step(Act Act, int Who, int Which);

/// <summary>Carries a history out, in the server and in the model, and compares what both say after every step and at its end.</summary>
internal sealed class RoomHistory
{
    private readonly CoreServer _server;
    private readonly RoomModel _model;
    private readonly ModelClient[] _clients;
    private readonly Guid _room;

    private RoomHistory(CoreServer server, RoomModel model, ModelClient[] clients, Guid room) =>
        (_server, _model, _clients, _room) = (server, model, clients, room);

    public static async Task RunAsync(CoreServer server, bool isPrivate, IEnumerable<Step> steps)
    {
        const int people = 3;
        var seats = await Task.WhenAll(Enumerable.Range(0, people).Select(_ => server.SeatAsync()));
        Guid room;
        await using (var owner = await server.DeviceAsync(seats[0])) room = await owner.RoomAsync(isPrivate);
        var history = new RoomHistory(server, new RoomModel(isPrivate, people), [.. seats.Select(s => new ModelClient(server, s, room))], room);
        for (var who = 0; who < people; who++) await history._clients[who].ResumeAsync(history._model.Reads(who));
        foreach (var step in steps) await history.TakeAsync(step);
        await history.EndAsync();
    }

    private async Task TakeAsync(Step step)
    {
        var (who, which, client) = (step.Who, step.Which, _clients[step.Who]);
        var other = (who + 1 + (which % 2)) % _clients.Length;
        if (step.Act == Act.Restart)
        {
            await _server.RestartAsync();
            foreach (var each in _clients) each.Forget();
        }
        else if (step.Act == Act.Drop) await client.DropAsync();
        else if (step.Act == Act.Resume) await client.ResumeAsync(_model.Reads(who));
        else if (client.Device is { } device)
        {
            await (step.Act switch
            {
                Act.Post => PostAsync(device, who, which),
                Act.Retry => RetryAsync(device, client, which),
                Act.Edit => EditAsync(device, who, which),
                Act.Delete => DeleteAsync(device, who, which),
                Act.Topic => TopicAsync(device, who),
                Act.Join => JoinAsync(device, who),
                Act.Leave => LeaveAsync(device, who),
                Act.Remove => RemoveAsync(device, who, other),
                Act.Add => AddAsync(device, who, other),
                _ => MarkAsync(device, who, which, step.Act == Act.MarkUnread),
            });
        }
    }

    private async Task PostAsync(Device device, int who, int which)
    {
        var seen = which % 3 == 0 ? (long?)null : _model.Lines.Count - (which % 3) + 1;
        NewMessage[] messages = [.. Enumerable.Range(0, 1 + (which % 9)).Select(i => Wire.Said($"{_model.Lines.Count} {i} of {who}", seen))];
        var results = (await Wire.Ok(device.PostMessages(new PostMessages { Room = _room, Messages = messages }))).Results;
        foreach (var (message, result) in messages.Zip(results))
        {
            Assert.Equal(_model.NotIn(who), result.Error?.Code);
            if (result.Error is not null) continue;
            _model.Post(who, message.Id, message.Text, seen);
            Assert.Equal(_model.Lines.Count, result.Number);
            _clients[who].Posted.Add((message, result));
        }
    }

    private async Task RetryAsync(Device device, ModelClient client, int which)
    {
        if (client.Posted.Count == 0) return;
        var (message, result) = client.Posted[which % client.Posted.Count];
        Assert.Equal(result, await device.TryPostAsync(_room, message));
    }

    private async Task EditAsync(Device device, int who, int which)
    {
        if (Pick(which) is not { } at) return;
        var line = _model.Lines[at];
        var refusal = !_model.Reads(who) ? ErrorCodes.NotFound : line.Author != who ? ErrorCodes.Forbidden
            : _model.NotIn(who) ?? (line.DeletedBy is null ? null : ErrorCodes.NotFound);
        var edit = new EditMessage { Room = _room, Id = line.Id, Request = Guid.NewGuid(), Version = line.Version, Text = $"edited {which}" };
        Expect(refusal, await device.EditMessage(edit));
        if (refusal is not null) return;
        _model.Lines[at] = line with { Text = edit.Text, Version = line.Version + 1 };
        Assert.Equal(line.Version + 1, (await Wire.Ok(device.EditMessage(edit))).Version);
    }

    private async Task DeleteAsync(Device device, int who, int which)
    {
        if (Pick(which) is not { } at) return;
        var line = _model.Lines[at];
        var refusal = _model.NotIn(who) ?? (line.Author == who || _model.Roles[who] == Roles.Owner ? null : ErrorCodes.Forbidden);
        Expect(refusal, await device.DeleteMessage(new DeleteMessage(_room, line.Id)));
        if (refusal is null && line.DeletedBy is null) _model.Lines[at] = line with { Text = "", DeletedBy = who };
    }

    private async Task TopicAsync(Device device, int who)
    {
        Expect(_model.NotIn(who), await device.SetTopic(new SetTopic { Room = _room, Topic = $"topic {_model.Lines.Count}" }));
        if (_model.NotIn(who) is null) _model.Lines.Add(new RoomModel.Line(Guid.Empty, who, ""));
    }

    private async Task JoinAsync(Device device, int who)
    {
        Expect(_model.Reads(who) ? null : ErrorCodes.NotFound, await device.JoinRoom(new JoinRoom(_room)));
        if (_model.Reads(who)) _model.Enter(who);
    }

    private async Task LeaveAsync(Device device, int who)
    {
        var refusal = _model.IsLastOwner(who) ? ErrorCodes.LastOwner : _model.Reads(who) || _model.Were[who] ? null : ErrorCodes.NotFound;
        Expect(refusal, await device.LeaveRoom(new LeaveRoom(_room)));
        if (refusal is null) Gone(who);
    }

    private async Task RemoveAsync(Device device, int who, int other)
    {
        var refusal = !_model.Reads(who) ? ErrorCodes.NotFound : _model.Roles[who] != Roles.Owner ? ErrorCodes.Forbidden : null;
        Expect(refusal, await device.RemoveMember(new RemoveMember(_room, _clients[other].Seat.Person)));
        if (refusal is null) Gone(other);
    }

    private async Task AddAsync(Device device, int who, int other)
    {
        var refusal = _model.NotIn(who) ?? (_model.Private && _model.Roles[who] != Roles.Owner ? ErrorCodes.Forbidden : null);
        Expect(refusal, await device.AddMember(new AddMember(_room, _clients[other].Seat.Person)));
        if (refusal is null) _model.Enter(other);
    }

    private async Task MarkAsync(Device device, int who, int which, bool unread)
    {
        var number = which % (_model.Lines.Count + 3);
        var generation = _model.Markers[who].Generation;
        var outcome = unread
            ? await device.MarkUnread(new MarkUnread(_room, number, generation))
            : await device.MarkRead(new MarkRead(_room, number, generation));
        Expect(_model.NotIn(who), outcome);
        if (!outcome.Ok) return;
        _model.Mark(who, number, unread);
        Assert.Equal(_model.Markers[who], (outcome.Value!.Number, outcome.Value.Generation));
    }

    private void Gone(int who)
    {
        if (_model.Roles[who] is null) return;
        _model.Roles[who] = null;
        _clients[who].Lost(_model.Private);
    }

    private async Task EndAsync()
    {
        for (var who = 0; who < _clients.Length; who++)
        {
            var client = _clients[who];
            // Who watches must have got everything live; the others come back by cursor.
            if (!client.Watches) await client.ResumeAsync(_model.Reads(who));
            await using var second = await _server.DeviceAsync(client.Seat);
            var me = (await second.WatchAsync(Scope.Person(client.Seat.Person))).Set!;
            await client.ReachAsync(Scope.Person(client.Seat.Person), client.Person!, me.Head);
            Assert.Equal(_model.Roles[who], me.Memberships?.SingleOrDefault()?.Role);
            if (_model.Roles[who] is not null) Assert.Equal(_model.Markers[who], (client.Person!.Markers[_room].Number, client.Person.Markers[_room].Generation));

            var fresh = await second.WatchAsync(_room);
            if (!_model.Reads(who))
            {
                Assert.Equal((WatchKinds.NotFound, null), (fresh.Kind, client.Room));
                continue;
            }
            await client.ReachAsync(Scope.Room(_room), client.Room!, fresh.Set!.Head);
            var from = Math.Max(fresh.MessagesFrom!.Value, client.Room!.From);
            Assert.Equal(ScopeView.Of(fresh, client.Seat.Person).Rows(from), client.Room.Rows(from));
            Assert.Equal(
                _model.Lines.Select((line, i) => Text(i + 1, line)).Skip((int)client.Room.From - 1),
                client.Room.Messages.Values.Select(m => Text((int)m.Number, LineOf(m))));
            await client.DropAsync();
        }
    }

    private RoomModel.Line LineOf(Message message) => new(
        message.Notice is null ? message.Id : Guid.Empty, PersonOf(message.Author), message.Text, message.Version,
        message.DeletedBy is { } by ? PersonOf(by) : null);

    private int PersonOf(Guid id) => Array.FindIndex(_clients, c => c.Seat.Person == id);

    private int? Pick(int which)
    {
        var at = which % _model.Lines.Count;
        return _model.Lines[at].IsNotice ? null : at;
    }

    private static string Text(int number, RoomModel.Line line) => $"{number} {line}";

    private static void Expect<T>(string? refusal, Outcome<T> outcome) => Assert.Equal(refusal, outcome.Error?.Code);
}
