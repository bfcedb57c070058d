using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts;

namespace Chat.Tests.Support;

/// <summary>The API as a test calls it.</summary>
public static class HttpCalls
{
    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient http, string path, T record, JsonTypeInfo<T> type) =>
        http.PostAsJsonAsync(path, record, type, TestContext.Current.CancellationToken).Within();

    public static Task<HttpResponseMessage> PostAsync(this HttpClient http, string path) =>
        http.PostAsync(path, null, TestContext.Current.CancellationToken).Within();

    public static Task<HttpResponseMessage> OpenAsync(this HttpClient http, string path) =>
        http.GetAsync(path, TestContext.Current.CancellationToken).Within();

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient http, string name, string password = RealServer.Password, bool cookie = false) =>
        http.PostAsync(AccountPaths.Register, new Register { UserName = name, Password = password, Cookie = cookie }, ChatJson.Default.Register);

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient http, string name, string password = RealServer.Password, bool cookie = false) =>
        http.PostAsync(AccountPaths.SignIn, new SignIn { UserName = name, Password = password, Cookie = cookie }, ChatJson.Default.SignIn);

    public static Task<HttpResponseMessage> SetUpAsync(this HttpClient http, string token, string name, string password = RealServer.Password) =>
        http.PostAsync(AccountPaths.SetUp, new SetUp { Token = token, UserName = name, Password = password }, ChatJson.Default.SetUp);

    public static Task<HttpResponseMessage> ChangePasswordAsync(this HttpClient http, string current, string wanted) =>
        http.PostAsync(AccountPaths.Password, new ChangePassword(current, wanted), ChatJson.Default.ChangePassword);

    public static async Task<DeviceBegun> BeginDeviceAsync(this HttpClient http, string? device = "chat on slipway") =>
        await (await http.PostAsync(DevicePaths.Begin, new BeginDevice { Device = device }, ChatJson.Default.BeginDevice)).ReadAsync(ChatJson.Default.DeviceBegun);

    public static Task<HttpResponseMessage> DeviceTokenAsync(this HttpClient http, string code) =>
        http.PostAsync(DevicePaths.Token, new DeviceCode(code), ChatJson.Default.DeviceCode);

    public static Task<HttpResponseMessage> LookAtDeviceAsync(this HttpClient http, string userCode) =>
        http.PostAsync(DevicePaths.Look, new UserCode(userCode), ChatJson.Default.UserCode);

    public static Task<HttpResponseMessage> AnswerDeviceAsync(this HttpClient http, string userCode, bool allow) =>
        http.PostAsync(DevicePaths.Answer, new AnswerDevice(userCode, allow), ChatJson.Default.AnswerDevice);

    /// <summary>The record of an answer that must be good.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer, JsonTypeInfo<T> type)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync().Within());
        return (await answer.Content.ReadFromJsonAsync(type, TestContext.Current.CancellationToken).Within())!;
    }

    /// <summary>The refusal of an answer that must be one.</summary>
    public static async Task<Error> RefusedAsync(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync().Within();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        var error = (await answer.Content.ReadFromJsonAsync(ChatJson.Default.Error, TestContext.Current.CancellationToken).Within())!;
        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Message);
        return error;
    }
}
