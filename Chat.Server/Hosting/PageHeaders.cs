using Microsoft.Net.Http.Headers;

namespace Chat.Server;

/// <summary>What every response tells the browser: to run nothing that isn't from here, and what it may keep.</summary>
internal static class PageHeaders
{
    // 'self' in connect-src covers the WebSocket of the same origin.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; " +
        "require-trusted-types-for 'script'; trusted-types page";

    // What a chat has no use for, also not for a page that somebody smuggled in.
    private const string Permissions =
        "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), " +
        "midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = Permissions;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // The page's build puts a hash of the content into these names.
        if (context.Request.Path.StartsWithSegments("/assets") && context.Response.StatusCode is 200 or 206 or 304)
            headers.CacheControl = "public, max-age=31536000, immutable";
        else if (!headers.ContainsKey(HeaderNames.CacheControl))
            headers.CacheControl = "no-cache";
    }
}
