using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What is printed because it was asked for.</summary>
internal sealed partial class PlainMode
{
    private void Show(ReadMessages wanted) => _ = WorkAsync(ShowAsync(wanted));

    private async Task ShowAsync(ReadMessages wanted)
    {
        var page = await chat.ReadMessagesAsync(wanted, _end.Token);
        Later(() =>
        {
            if (!page.Ok) _writer.Say(page.Error!.Message);
            else if (_room?.Id == wanted.Room)
            {
                _writer.Meet(page.Value!.People);
                _writer.Say(string.Create(CultureInfo.InvariantCulture, $"messages {page.Value.From} to {page.Value.To} of {page.Value.Number}"));
                _room.Show(page.Value);
                _writer.Say("end of these");
            }
        });
    }

    private async Task ShowMembersAsync(Guid room)
    {
        Guid? after = null;
        do
        {
            var isFirst = after is null;
            var page = await chat.ReadMembersAsync(room, after, null, _end.Token);
            Later(() =>
            {
                if (!page.Ok) _writer.Say(page.Error!.Message);
                else PrintMembers(room, page.Value!, isFirst);
            });
            after = page.Value?.Through;
        }
        while (after is not null);
    }

    private void PrintMembers(Guid room, MembersPage page, bool isFirst)
    {
        _writer.Meet(page.People);
        if (isFirst) _writer.Say(string.Create(CultureInfo.InvariantCulture, $"{page.Total} members:"));
        var presence = chat.State.Rooms.GetValueOrDefault(room)?.Presence;
        foreach (var member in page.Members)
        {
            var state = presence?.GetValueOrDefault(member.Person);
            shell.Out.WriteLine($"{Inert.Line(_writer.NameOf(member.Person))}{(state is null ? "" : ", " + Inert.Line(state))}{(member.Role is null or Roles.Member ? "" : ", " + Inert.Line(member.Role))}");
        }
    }

    public void ShowPerson(PersonCard card)
    {
        _writer.Say(string.Join(", ", ((string?[])[card.Title, card.UserName, card.Presence, card.Standing]).OfType<string>()));
        if (card.Problem is { } problem) _writer.Say(problem);
        if (card.Common is not { } common) return;
        _writer.Say(common.Count > 0 ? "rooms in common:" : "You are in no room together.");
        foreach (var room in common) shell.Out.WriteLine($"{Sign(room)}{Inert.Line(room.Name)}");
    }

    private async Task ShowRoomsAsync(string query)
    {
        var listed = await RoomNames.ListedAsync(chat, query, _end.Token);
        Later(() =>
        {
            var state = chat.State;
            var own = state.Memberships.Keys.Select(state.HeaderOf).OfType<RoomHeader>().Where(room => room.Name.Contains(query, StringComparison.OrdinalIgnoreCase));
            var favourites = Favourites?.Load() ?? [];
            bool IsFavourite(RoomHeader room) => favourites.Contains(room.Id) && state.Memberships.ContainsKey(room.Id);
            List<RoomHeader> rooms =
            [
                .. own.Concat(listed.Value ?? []).DistinctBy(room => room.Id)
                    .OrderByDescending(IsFavourite).ThenBy(room => room.Name, StringComparer.OrdinalIgnoreCase).ThenBy(room => room.Id),
            ];
            _writer.Say(rooms.Count == 0 ? "No such room." : "rooms:");
            foreach (var room in rooms)
            {
                var unread = state.Unread(room.Id);
                var mine = !state.Memberships.ContainsKey(room.Id) ? ", not joined" : unread > 0 ? string.Create(CultureInfo.InvariantCulture, $", {unread} unread") : "";
                shell.Out.WriteLine($"{Sign(room)}{Inert.Line(room.Name)}{(IsFavourite(room) ? ", favourite" : "")}{mine}{(room.Topic.Length > 0 ? ": " + Inert.Line(room.Topic) : "")}");
            }
        });
    }

    private async Task ChangePasswordAsync(ChangePassword change)
    {
        var changed = await accounts.ChangePasswordAsync(chat.Options.Token, change, _end.Token);
        Later(() => _writer.Say(changed.Ok ? "The password is changed. All other sessions have ended." : changed.Error!.Message));
    }
}
