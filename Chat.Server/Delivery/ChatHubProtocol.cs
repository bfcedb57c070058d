using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Chat.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// The framework's JSON protocol, which says only that a call failed when its record can't be read. Here such a call
/// arrives as <see cref="ChatHub.Refuse"/>, and is answered by name like any other refusal.
/// </summary>
internal sealed class ChatHubProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol _json = new(options);

    public string Name => _json.Name;
    public int Version => _json.Version;
    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        bool parsed;
        long before;
        do
        {
            // It takes a kind of frame that it doesn't know as the end of what came: the frames behind it would wait.
            before = input.Length;
            parsed = _json.TryParseMessage(ref input, binder, out message);
        }
        while (!parsed && input.Length < before);
        if (message is InvocationBindingFailureMessage failure)
            message = new InvocationMessage(failure.InvocationId, nameof(ChatHub.Refuse), [UnreadableCall.Of(failure)]);
        return parsed;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);
    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);
}

/// <summary>A call whose method or record can't be made out. Only the server makes one: nothing can be read into it.</summary>
public sealed class UnreadableCall
{
    private const int LongestName = 40;

    private UnreadableCall(Error error) => Error = error;

    /// <summary>What is wrong with it.</summary>
    public Error Error { get; }

    internal static UnreadableCall Of(InvocationBindingFailureMessage failure)
    {
        var exception = failure.BindingFailure.SourceException;
        return new(exception is HubException ? Refusals.Invalid($"There is no method {Short(failure.Target)} on this server.")
            : (exception as JsonException ?? exception.InnerException as JsonException) is { } json ? UnreadableRecord.Error(json)
            : Refusals.Invalid($"{Short(failure.Target)} takes one record: \"arguments\" must have one object in it."));
    }

    private static string Short(string name) =>
        name.Length <= LongestName && name.All(char.IsAsciiLetterOrDigit) ? name : "of this name";
}
