using Chat.Contracts;
using Chat.Server;

// The content root is where the program lies, not where it was started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});

// A default only: in appsettings.json, "Urls" would win over ASPNETCORE_URLS and the ports a container sets.
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

builder.Services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section);
builder.Services.AddSingleton<ChatFiles>();
builder.Services
    .AddDelivery()
    .AddRooms()
    .AddMessages()
    .AddPeople();
builder.Services.AddAuthentication();
builder.Services.AddAuthorization();

// Without it, `dotnet run` outside Development serves the page's files empty.
builder.WebHost.UseStaticWebAssets();

var app = builder.Build();

app.MapHub<ChatHub>(Protocol.HubPath);
app.MapStaticAssets();
app.MapFallbackToFile("index.html");

app.Run();
