using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;

namespace Chat.Tests.Console;

/// <summary>The rowing club of the look's drawings, as a client would know it.</summary>
internal static class Saltmarsh
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 41, 0, TimeSpan.Zero);

    private static readonly string[] People =
    [
        "Ben Achterberg", "Marta Oliveira", "林美玲", "يوسف منصور", "Bartholomew Featherstonehaugh-Cholmondeley", "Ines Duarte", "Priya Raghunathan",
        "Tomasz Świątek", "Ama Owusu", "Kai Holm",
    ];

    private static readonly (string Name, bool Private, long Unread)[] RoomList =
    [
        ("announcements", false, 0), ("boathouse", false, 14), ("coxes", true, 0), ("kit-and-repairs", false, 0), ("learn-to-row-saturday-novices", false, 3),
        ("regatta-2027", false, 1200), ("tide-gauge", false, 3), ("新手上船", false, 128),
    ];

    public static Guid Person(int index) => Guid.Parse($"00000000-0000-4000-8000-0000000000{index + 1:x2}");

    public static Guid Room(string name) => Guid.Parse($"00000000-0000-4000-8000-0000000001{Array.FindIndex(RoomList, r => r.Name == name):x2}");

    public static Guid MessageId(long number) => Guid.Parse($"00000000-0000-4000-8000-0000000002{number:x2}");

    public static Guid Me => Person(5);

    public static Guid TideGauge => Room("tide-gauge");

    public static ScreenState Screen(Signs? signs = null) => Of(Chat(), signs);

    public static ScreenState Of(ChatState chat, Signs? signs = null)
    {
        var ui = new UiState { Room = TideGauge, WasLive = true };
        ui.Current.NewAfter = 10;
        ui.Of(Room("coxes")).Composer.Set("a draft");
        return new ScreenState(chat, ui, Now, signs ?? Signs.Unicode) { Zone = TimeZoneInfo.Utc };
    }

    public static ChatState Chat(IReadOnlyList<Message>? messages = null, IReadOnlyList<OutboxItem>? outbox = null)
    {
        messages ??= Conversation();
        outbox ??= [Waiting(1, "I’ll print its address for the door as well."), Refused(2, "Who has the laminator?")];
        return new ChatState
        {
            Connection = ConnectionState.Live,
            ServerName = "Saltmarsh Rowing",
            Me = Me,
            Limits = Limits.Default,
            People = People.Select((name, i) => new Person { Id = Person(i), Revision = 1, Name = name }).ToDictionary(p => p.Id),
            Memberships = RoomList.ToDictionary(r => Room(r.Name), r => new Membership { Room = Room(r.Name), Revision = 1, Role = Roles.Member, Joined = 1 }),
            Markers = RoomList.ToDictionary(r => Room(r.Name), r => new ReadMarker { Room = Room(r.Name), Revision = 1, Number = 2000 - r.Unread, Generation = 1 }),
            Heads = RoomList.ToDictionary(r => Room(r.Name), r => new RoomHead { Room = Room(r.Name), Revision = 5, Number = 2000, Header = Header(r.Name, r.Private) }),
            Outbox = outbox,
            Rooms = new Dictionary<Guid, RoomState> { [TideGauge] = Held(messages, outbox) },
        };
    }

    public static RoomState Held(IReadOnlyList<Message> messages, IReadOnlyList<OutboxItem> outbox) => new()
    {
        Id = TideGauge,
        Watching = Watching.Live,
        Opened = true,
        NotFound = false,
        Header = Header("tide-gauge", false),
        Number = messages.Count > 0 ? messages[^1].Number : 0,
        Head = 20,
        Messages = messages,
        Window = [new NumberRange(1, null)],
        LoadingPage = false,
        Pending = outbox,
        Members = Enumerable.Range(0, People.Length).ToDictionary(Person, i => new Member { Person = Person(i), Revision = 1, Role = i == 0 ? Roles.Owner : Roles.Member }),
        MembersComplete = true,
        MemberCount = People.Length,
        Here = 6,
        Presence = new Dictionary<Guid, string>
        {
            [Person(0)] = PresenceStates.Online,
            [Person(1)] = PresenceStates.Online,
            [Person(5)] = PresenceStates.Online,
            [Person(6)] = PresenceStates.Online,
            [Person(2)] = PresenceStates.Away,
            [Person(3)] = PresenceStates.Away,
        },
        Typing = [Person(6), Person(7)],
    };

    public static List<Message> Conversation() =>
    [
        Notice(1, 0, "16:00", NoticeKinds.Created, "tide-gauge", -1),
        Notice(2, 0, "16:01", NoticeKinds.Topic, "Sensor on the slipway, a reading every 6 s", -1),
        Said(3, 0, "08:58", "Readings jump by 4 to 5 cm whenever the club launch goes past. Can we smooth that?"),
        Said(4, 1, "09:04", "A median over the last 15 readings is plenty.") with { Version = 2 },
        Said(5, 1, "09:04", "if (last.Count > 15) last.Dequeue();\nreturn last.Order().ElementAt(last.Count / 2);"),
        Said(8, 2, "09:11", "中位数好。涨潮时我在船台对过标尺，只差一厘米。"),
        Said(9, 3, "09:15", "ممتاز! هل يمكن عرض القراءة أيضًا؟"),
        Said(10, 3, "09:16", "🌊"),
        Said(11, 4, "09:31", "@Ines could the gauge post in here too? The Saturday novices look at this room before they launch, and nobody reads the noticeboard."),
        Said(12, 0, "09:36", "Mind the wind though, it turns at noon: https://harbour.example/outlook"),
        Said(13, 0, "09:37", "") with { DeletedBy = Person(0) },
        Said(14, 5, "09:40", "It does now, see above 🌊"),
    ];

    public static Message Said(long number, int author, string clock, string text, int day = 0) => new()
    {
        Id = MessageId(number),
        Number = number,
        Revision = number,
        Author = Person(author),
        At = new DateTimeOffset(Now.Date.AddDays(day) + TimeSpan.Parse(clock), TimeSpan.Zero).ToUnixTimeMilliseconds(),
        Text = text,
        Version = 1,
    };

    public static OutboxItem Waiting(int index, string text) => new()
    {
        Id = Guid.Parse($"00000000-0000-4000-8000-0000000003{index:x2}"),
        Room = TideGauge,
        Text = text,
        ComposedAt = Now,
        State = OutboxState.Sending,
    };

    public static OutboxItem Refused(int index, string text) => Waiting(index, text) with
    {
        State = OutboxState.Refused,
        Error = new Error { Code = ErrorCodes.Forbidden, Message = "You post too fast.", Final = true },
    };

    private static Message Notice(long number, int author, string clock, string kind, string value, int day) =>
        Said(number, author, clock, "", day) with { Notice = new Notice(kind, value) };

    private static RoomHeader Header(string name, bool isPrivate) => new()
    {
        Id = Room(name),
        Revision = 1,
        Name = name,
        Topic = name == "tide-gauge" ? "Sensor on the slipway, a reading every 6 s" : "",
        Private = isPrivate,
        CreatedAt = 0,
        Floor = 1,
    };
}
