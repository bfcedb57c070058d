using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Task<Outcome<PeopleAnswer>> ReadPeople(ReadPeople request, PeopleReader people) => people.ReadAsync(Caller, request);

    public Task<Outcome<PeopleAnswer>> FindPeople(FindPeople request, PeopleReader people) => people.FindAsync(Caller, request);

    public async Task<Outcome<Person>> SetProfile(SetProfile request, RoomLog log, ProfileRates rates) =>
        (DisplayNames.Check(request.DisplayName) ?? DisplayNames.CheckColour(request.Colour)) is { } error ? error : await log.RunAsync(new SetProfileChange(Caller, request, rates));
}
