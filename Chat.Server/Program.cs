using Chat.Contracts;
using Chat.Server;

// The content root is where the program lies, not where it was started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [.. args, HostingServices.WithoutReload],
    ContentRootPath = AppContext.BaseDirectory,
});

// A default only: in appsettings.json, "Urls" would win over ASPNETCORE_URLS and the ports a container sets.
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
    builder.WebHost.UseUrls("http://localhost:5080");

// Without it, `dotnet run` outside Development serves the page's files empty.
builder.WebHost.UseStaticWebAssets();

builder.AddHosting();
builder.Services
    .AddDelivery()
    .AddAccounts()
    .AddRooms()
    .AddMessages()
    .AddPeople()
    .AddPresence();

var app = builder.Build();
if (CommandLine.Verb(args) is { } verb) return await verb(app.Services);

app.UseHosting();
app.MapHub<ChatHub>(Protocol.HubPath);
app.MapAccounts();
app.MapDevices();
app.MapHosting();

return await app.RunToEndAsync();
