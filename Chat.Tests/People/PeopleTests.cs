using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.People;

public sealed class PeopleTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_name_whatever_the_case()
    {
        var tag = Guid.NewGuid().ToString("N")[..8];
        await using var ann = await Server.DeviceAsync($"{tag}_Ann");
        foreach (var name in new[] { $"{tag}_anton", $"{tag}%ann", $"{tag}xann" }) await Server.SeatAsync(name);

        Assert.Equal([$"{tag}_Ann", $"{tag}_anton"], await FoundAsync($"{tag}_AN"));
        Assert.Equal([$"{tag}%ann"], await FoundAsync($"{tag}%"));
        Assert.Empty(await FoundAsync($"{tag}\\"));

        async Task<IEnumerable<string>> FoundAsync(string text) => (await Wire.Ok(ann.FindPeople(new FindPeople(text)))).People.Select(p => p.Name);
    }

    [Fact]
    public async Task Who_watches_the_people_hears_of_new_ones_and_catches_up_by_cursor()
    {
        await using var ann = await Server.DeviceAsync();
        var start = (await ann.WatchAsync(Scope.People)).Set!;

        var bob = await Server.SeatAsync();
        var live = await ann.EventAsync<ChangeSet>(s => s.People?.Any(p => p.Id == bob.Person) == true);
        var answer = await ann.WatchAsync(Scope.People, new Cursor(start.To, start.Incarnation));

        Assert.True(live.From >= start.To);
        Assert.Contains(answer.Set!.People!, p => p.Id == bob.Person && p.Name == bob.Name);
    }

    [Fact]
    public async Task People_are_read_by_id_and_unknown_ids_are_passed_over()
    {
        await using var ann = await Server.DeviceAsync();

        var answer = await Wire.Ok(ann.ReadPeople(new ReadPeople([ann.Person, Guid.NewGuid(), ann.Person])));

        Assert.Equal(ann.Person, Assert.Single(answer.People).Id);
        await Wire.Refused(ErrorCodes.TooLong, ann.ReadPeople(new ReadPeople([.. Enumerable.Range(0, 201).Select(_ => Guid.NewGuid())])));
    }
}
