using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Task<Outcome<PeopleAnswer>> ReadPeople(ReadPeople request, PeopleReader people) => people.ReadAsync(Caller, request);

    public Task<Outcome<PeopleAnswer>> FindPeople(FindPeople request, PeopleReader people) => people.FindAsync(Caller, request);
}
