using System.Text;
using System.Text.Json;
using Chat.Contracts;

namespace Chat.Tests;

public sealed class BadCallTests(BadInputPlace place) : IClassFixture<BadInputPlace>
{
    private static readonly string[] Methods = [.. typeof(IChatHub).GetMethods().Select(m => m.Name)];

    /// <summary>Method, its record, the code of the refusal, and a word that its message must have.</summary>
    public static TheoryData<string, string, string, string> Calls => new()
    {
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":""}]}""", "empty", "read" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":" \t\n\u00a0\u3000"}]}""", "empty", "read" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"\u200b\u2060\u3164"}]}""", "empty", "read" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"a\u0000b"}]}""", "forbidden_characters", "control" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"\u001b[2J"}]}""", "forbidden_characters", "control" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"a\u007f"}]}""", "forbidden_characters", "control" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"a\rb"}]}""", "forbidden_characters", "control" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"a\r\nb"}]}""", "forbidden_characters", "control" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"a\ud83db"}]}""", "forbidden_characters", "messages[0].text" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":"\udc00"}]}""", "forbidden_characters", "messages[0].text" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new"}]}""", "invalid", "messages[0].text: missing" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":null}]}""", "invalid", "messages[0].text" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$new","text":["a"]}]}""", "invalid", "messages[0].text" },
        { "PostMessages", """{"room":"$room","messages":[{"text":"a"}]}""", "invalid", "messages[0].id: missing" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"first","text":"a"}]}""", "invalid", "messages[0].id" },
        { "PostMessages", """{"room":"$room","messages":[{"id":7,"text":"a"}]}""", "invalid", "messages[0].id" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"00000000-0000-0000-0000-000000000000","text":"a"}]}""", "invalid", "version 7 or 4" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"c232ab00-9414-11ec-b3c8-9f6bdeced846","text":"a"}]}""", "invalid", "version 7 or 4" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$hers","text":"Hello!"}]}""", "conflict", "id" },
        { "PostMessages", """{"room":"$room","messages":[{"id":"$his","text":"Hello."}]}""", "conflict", "id" },
        { "PostMessages", """{"room":"$unjoined","messages":[{"id":"$hers","text":"Hello."}]}""", "conflict", "id" },
        { "PostMessages", """{"room":"$new","messages":[{"id":"$new","text":"a"}]}""", "not_found", "" },
        { "PostMessages", """{"room":"$hidden","messages":[{"id":"$new","text":"a"}]}""", "not_found", "" },
        { "PostMessages", """{"room":"$unjoined","messages":[{"id":"$new","text":"a"}]}""", "not_member", "Join" },
        { "PostMessages", """{"room":"tea","messages":[{"id":"$new","text":"a"}]}""", "invalid", "room" },
        { "PostMessages", """{"room":"$room","messages":[]}""", "invalid", "messages" },
        { "PostMessages", """{"room":"$room","messages":null}""", "invalid", "messages" },
        { "PostMessages", """{"room":"$room","messages":[null]}""", "invalid", "messages" },
        { "PostMessages", """{"room":"$room"}""", "invalid", "messages: missing" },
        { "EditMessage", """{"room":"$room","id":"$his","request":"$new","version":1,"text":"a"}""", "forbidden", "writer" },
        { "EditMessage", """{"room":"$room","id":"$new","request":"$new","version":1,"text":"a"}""", "not_found", "" },
        { "EditMessage", """{"room":"$unjoined","id":"$hers","request":"$new","version":1,"text":"a"}""", "not_found", "" },
        { "EditMessage", """{"room":"$room","id":"$hers","request":"$new","version":7,"text":"a"}""", "stale", "newer" },
        { "EditMessage", """{"room":"$room","id":"$hers","request":"$new","version":1,"text":" "}""", "empty", "read" },
        { "EditMessage", """{"room":"$room","id":"$hers","request":"$new","version":1,"text":"\ud800"}""", "forbidden_characters", "text" },
        { "EditMessage", """{"room":"$room","id":"$hers","version":1,"text":"a"}""", "invalid", "request: missing" },
        { "DeleteMessage", """{"room":"$room","id":"$his"}""", "forbidden", "owner" },
        { "DeleteMessage", """{"room":"$room","id":"$new"}""", "not_found", "" },
        { "DeleteMessage", """{"room":"$hidden","id":"$hers"}""", "not_found", "" },
        { "DeleteMessage", """{"room":"$room"}""", "invalid", "id: missing" },
        { "ReadMessages", """{"room":"$new"}""", "not_found", "" },
        { "ReadMessages", """{"room":"$hidden"}""", "not_found", "" },
        { "ReadMessages", """{"room":"$room","before":1,"after":1}""", "invalid", "one of before, after, around and since" },
        { "ReadMessages", """{"room":"$room","around":1,"since":1}""", "invalid", "one of before, after, around and since" },
        { "ReadMessages", """{"room":"$room","since":-1}""", "invalid", "since: milliseconds" },
        { "ReadMessages", """{"room":"$room","since":"yesterday"}""", "invalid", "since" },
        { "ReadMessages", """{"room":"$room","limit":1e30}""", "invalid", "limit" },
        { "CreateRoom", """{"request":"$new","name":"#61"}""", "too_long", "60" },
        { "CreateRoom", """{"request":"$new","name":"a","topic":"#251"}""", "too_long", "250" },
        { "CreateRoom", """{"request":"$new","name":""}""", "empty", "name" },
        { "CreateRoom", """{"request":"$new","name":" \u200b"}""", "empty", "name" },
        { "CreateRoom", """{"request":"$new","name":"a\nb"}""", "forbidden_characters", "newlines" },
        { "CreateRoom", """{"request":"$new","name":"a\u2028b"}""", "forbidden_characters", "newlines" },
        { "CreateRoom", """{"request":"$new","name":"\u202egro.knab"}""", "forbidden_characters", "Remove" },
        { "CreateRoom", """{"request":"$new","name":"TEA"}""", "name_taken", "another" },
        { "CreateRoom", """{"name":"a"}""", "invalid", "request: missing" },
        { "RenameRoom", """{"room":"$room","name":"biscuits"}""", "forbidden", "owner" },
        { "SetTopic", """{"room":"$room","topic":"#251"}""", "too_long", "250" },
        { "SetTopic", """{"room":"$room","topic":"\u0007"}""", "forbidden_characters", "Control" },
        { "SetTopic", """{"room":"$unjoined","topic":"a"}""", "not_member", "Join" },
        { "SetRole", """{"room":"$room","person":"$ben","role":"king"}""", "invalid", "owner or member" },
        { "SetRole", """{"room":"$room","person":"$ben","role":"member"}""", "forbidden", "owner" },
        { "AddMember", """{"room":"$room","person":"$new"}""", "not_found", "" },
        { "RemoveMember", """{"room":"$room","person":"$ben"}""", "forbidden", "owner" },
        { "JoinRoom", """{"room":"$hidden"}""", "not_found", "" },
        { "ReadMembers", """{"room":"$hidden"}""", "not_found", "" },
        { "MarkRead", """{"room":"$unjoined","number":1,"generation":1}""", "not_member", "Join" },
        { "MarkUnread", """{"room":"$hidden","number":1,"generation":1}""", "not_found", "" },
        { "Watch", """{"items":[{"scope":"room:tea"}]}""", "invalid", "scope" },
        { "Watch", """{"items":[{"scope":"$room"}]}""", "invalid", "scope" },
        { "Watch", """{"items":[{"scope":"planet:$room"}]}""", "invalid", "scope" },
        { "Watch", """{"items":[{"scope":""}]}""", "invalid", "scope" },
        { "Watch", """{"items":[{"scope":null}]}""", "invalid", "items[0].scope" },
        { "Watch", """{"items":[{"scope":"people","cursor":{"revision":1}}]}""", "invalid", "items[0].cursor.incarnation: missing" },
        { "Watch", """{"items":[null]}""", "invalid", "items" },
        { "Hello", """{"client":"old/1"}""", "invalid", "protocol: missing" },
        { "Hello", """{"protocol":0,"client":"old/1"}""", "upgrade_required", "Update" },
        { "Chant", "{}", "invalid", "Chant" },
        { "Refuse", """{"error":{"code":"a","message":"b","final":true}}""", "invalid", "Refuse" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_bad_call_is_refused_by_name_and_changes_nothing(string method, string record, string code, string word)
    {
        var arguments = place.Fill(record).Replace("#61", new string('n', 61), StringComparison.Ordinal).Replace("#251", new string('t', 251), StringComparison.Ordinal);

        var error = (await place.ChangingNothingAsync(ann => ann.CallAsync(method, arguments))).Refusal();

        Assert.Equal(code, error?.Code);
        Assert.True(error!.Final);
        Assert.Contains(word, error.Message);
        Assert.DoesNotContain("Chat.Contracts", error.Message);
    }

    [Fact]
    public async Task Every_method_names_what_is_wrong_with_its_arguments()
    {
        await place.ChangingNothingAsync(async ann =>
        {
            foreach (var method in Methods)
            {
                foreach (var arguments in (string[])["", "{},{}", "null", "7", "\"text\"", "[]", "true"])
                {
                    var error = (await ann.CallAsync(method, arguments)).Refusal();
                    Assert.True(error is { Code: ErrorCodes.Invalid, Final: true }, $"{method}({arguments}): {error}");
                }
                var empty = (await ann.CallAsync(method, "{}")).Refusal();
                Assert.True(empty is null || (empty.Code == ErrorCodes.Invalid && empty.Message.EndsWith(": missing.")), $"{method}({{}}): {empty}");
            }
            return true;
        });
    }

    [Fact]
    public async Task Broken_UTF8_is_refused_by_name_and_changes_nothing()
    {
        // A text frame of it would end the WebSocket by its own rules; in a binary one it reaches the hub.
        var frame = Encoding.Latin1.GetBytes(place.Fill("""{"type":1,"invocationId":"utf8","target":"PostMessages","arguments":[{"room":"$room","messages":[{"id":"$new","text":"caf"""))
            .Concat((byte[])[0xE9]).Concat("\"}]}]}"u8.ToArray()).ToArray();

        var error = (await place.ChangingNothingAsync(async ann =>
        {
            await ann.SendAsync(frame, System.Net.WebSockets.WebSocketMessageType.Binary);
            return await ann.OutcomeAsync("utf8");
        })).Refusal();

        Assert.Equal(ErrorCodes.ForbiddenCharacters, error?.Code);
        Assert.Contains("messages[0].text", error!.Message);
    }

    [Fact]
    public async Task An_id_twice_in_one_call_is_one_message_or_a_conflict()
    {
        await using var ann = await RawSocket.GreetAsync(place.Server.Address, place.Ann.Token);
        var id = Guid.CreateVersion7();

        var outcome = await ann.CallAsync("PostMessages",
            $$"""{"room":"{{place.Room}}","messages":[{"id":"{{id}}","text":"once"},{"id":"{{id}}","text":"once"},{"id":"{{id}}","text":"twice"}]}""");

        var results = outcome.GetProperty("value").GetProperty("results").Deserialize<List<PostResult>>(JsonSerializerOptions.Web)!;
        Assert.Equal([PostStatus.Ok, PostStatus.Ok, PostStatus.Final], results.Select(r => r.Status));
        Assert.Equal(results[0].Number, results[1].Number);
        Assert.Equal(ErrorCodes.Conflict, results[2].Error!.Code);
    }

    [Fact]
    public async Task Nothing_goes_before_Hello()
    {
        await using var socket = await RawSocket.OpenAsync(place.Server.Address, place.Ann.Token);

        foreach (var method in Methods.Where(m => m != nameof(IChatHub.Hello)))
            Assert.Equal(ErrorCodes.HelloFirst, (await socket.CallAsync(method, "null")).Refusal()?.Code);
    }
}
