using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>Refusals over HTTP: the same <see cref="Error"/> as on the hub, with the status that fits its code.</summary>
internal static class ErrorResults
{
    // Letters as they are: it is read as JSON, never as HTML.
    private static readonly ChatJson Json = new(new JsonSerializerOptions(ChatJson.Default.Options) { Encoder = HubJson.Encoder });

    /// <summary>The refusal as a response.</summary>
    public static IResult ToResult(this Error error) => new ErrorResult(error);

    /// <summary>The status of a code.</summary>
    public static int StatusOf(string code) => code switch
    {
        ErrorCodes.SignedOut or ErrorCodes.WrongPassword => StatusCodes.Status401Unauthorized,
        ErrorCodes.Forbidden or ErrorCodes.ForeignOrigin or ErrorCodes.SetupLinkInvalid or ErrorCodes.SetupRequired
            or ErrorCodes.RegistrationClosed => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound or ErrorCodes.WrongCode => StatusCodes.Status404NotFound,
        ErrorCodes.NameTaken or ErrorCodes.Conflict => StatusCodes.Status409Conflict,
        ErrorCodes.LockedOut => StatusCodes.Status423Locked,
        ErrorCodes.Rate => StatusCodes.Status429TooManyRequests,
        ErrorCodes.Draining or ErrorCodes.Busy or ErrorCodes.StorageFull or ErrorCodes.Unknown
            => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>Reads a request's record, or says what is wrong with it.</summary>
    public static async Task<Outcome<T>> ReadRecordAsync<T>(this HttpRequest request, JsonTypeInfo<T> type) where T : class
    {
        // No form and no simple request of another page's has this type.
        if (!request.HasJsonContentType()) return Refusals.Invalid("Send JSON, with the content type application/json.");
        try
        {
            return await request.ReadFromJsonAsync(type, request.HttpContext.RequestAborted) is { } record
                ? record : Refusals.Invalid("The body is empty.");
        }
        catch (JsonException e)
        {
            return UnreadableRecord.Error(e);
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Refusals.Final(ErrorCodes.TooLong, "The body is too large.") : Refusals.Invalid("The body can't be read.");
        }
    }

    private sealed class ErrorResult(Error error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = StatusOf(error.Code);
            response.Headers.CacheControl = "no-store";
            if (error.RetryAfter is { } wait) response.Headers.RetryAfter = ((wait + 999) / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return response.WriteAsJsonAsync(error, Json.Error);
        }
    }
}
