using Microsoft.Extensions.Logging;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connecting to {Server}")]
        public static partial void Connecting(ILogger logger, Uri server);

        [LoggerMessage(2, LogLevel.Information, "{Server} could not be reached")]
        public static partial void ConnectFailed(ILogger logger, Exception error, Uri server);

        [LoggerMessage(3, LogLevel.Information, "The connection closed")]
        public static partial void Closed(ILogger logger, Exception? error);

        [LoggerMessage(4, LogLevel.Warning, "{Method} failed")]
        public static partial void CallFailed(ILogger logger, Exception error, string method);

        [LoggerMessage(5, LogLevel.Warning, "Outbox: {Notice}")]
        public static partial void Outbox(ILogger logger, string notice);

        [LoggerMessage(7, LogLevel.Warning, "What is to be read without a server can't be kept on this machine")]
        public static partial void RowsNotKept(ILogger logger, Exception error);

        [LoggerMessage(6, LogLevel.Critical, "The client stopped by an error of its own")]
        public static partial void Broken(ILogger logger, Exception error);
    }
}
