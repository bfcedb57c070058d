using System.Reflection;
using Chat.Contracts;
using Chat.Server;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Tests.Delivery;

public sealed class ContractTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Hub_has_exactly_the_methods_of_the_contract_each_with_its_one_record_first()
    {
        var contract = typeof(IChatHub).GetMethods().Select(m => Shape(m.Name, m.GetParameters()[0], m.ReturnType)).Order();
        var hub = typeof(ChatHub).GetMethods(Own)
            .Where(m => m.Name != nameof(ChatHub.Refuse)).Select(m => Shape(m.Name, m.GetParameters()[0], m.ReturnType)).Order();

        Assert.Equal(contract, hub);
        Assert.All(typeof(IChatHub).GetMethods(), m => Assert.Single(m.GetParameters()));
        Assert.True(typeof(Hub<IChatClient>).IsAssignableFrom(typeof(ChatHub)));
    }

    [Fact]
    public void Every_record_of_a_method_or_event_is_known_to_the_wires_json()
    {
        var records = typeof(IChatHub).GetMethods().SelectMany(m => new[] { m.GetParameters()[0].ParameterType, Answer(m.ReturnType) })
            .Concat(typeof(IChatClient).GetMethods().Select(m => Assert.Single(m.GetParameters()).ParameterType));

        Assert.All(records, record => Assert.NotNull(ChatJson.Default.GetTypeInfo(record)));
    }

    private static string Shape(string name, ParameterInfo record, Type answer) => $"{name}({record.ParameterType.Name}) {Answer(answer)}";

    private static Type Answer(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
}
