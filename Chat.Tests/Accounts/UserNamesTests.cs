using Chat.Contracts;
using Chat.Server;

namespace Chat.Tests.Accounts;

public sealed class UserNamesTests
{
    [Theory]
    [InlineData("ann")]
    [InlineData("Ann_Lee-2.0")]
    [InlineData("7")]
    [InlineData("José")]
    [InlineData("Łukasz")]
    [InlineData("Анна_7")]
    [InlineData("Αλέξης")]
    [InlineData("יעל")]
    [InlineData("علی۱")]
    [InlineData("प्रिया")]
    [InlineData("สมชาย")]
    [InlineData("小林さくら")]
    [InlineData("김민준")]
    public void Letters_and_digits_of_one_script_make_a_name(string name) => Assert.True(UserNames.Read(name).Ok);

    [Theory]
    [InlineData(null, ErrorCodes.Empty)]
    [InlineData("", ErrorCodes.Empty)]
    [InlineData("   ", ErrorCodes.Empty)]
    [InlineData("-._", ErrorCodes.Empty)]
    [InlineData("ann lee", ErrorCodes.ForbiddenCharacters)]
    [InlineData("ann@home", ErrorCodes.ForbiddenCharacters)]
    [InlineData("ann\u200Blee", ErrorCodes.ForbiddenCharacters)]
    [InlineData("ann\u202Eeel", ErrorCodes.ForbiddenCharacters)]
    [InlineData("an\u0335n", ErrorCodes.ForbiddenCharacters)]
    [InlineData("ann😀", ErrorCodes.ForbiddenCharacters)]
    [InlineData("ann\uD800", ErrorCodes.ForbiddenCharacters)]
    [InlineData("a\u115Fb", ErrorCodes.ForbiddenCharacters)]
    [InlineData("аnn", ErrorCodes.Invalid)]
    [InlineData("annさ", ErrorCodes.Invalid)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456", ErrorCodes.TooLong)]
    [InlineData("ﷺﷺﷺ", ErrorCodes.TooLong)]
    public void Anything_else_is_refused_by_its_own_code(string? name, string code) => Assert.Equal(code, UserNames.Read(name).Error?.Code);

    [Theory]
    [InlineData("Ann", "aNN")]
    [InlineData("ann", "ａｎｎ")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("é", "e\u0301")]
    public void Case_and_width_make_no_other_name(string one, string other) =>
        Assert.Equal(UserNames.Read(one).Value!.Normalized, UserNames.Normalize(other));

    [Theory]
    [InlineData("bill", "biII")]
    [InlineData("bill", "bi1l")]
    [InlineData("BILL", "BlLL")]
    [InlineData("root", "r00t")]
    [InlineData("marn", "mam")]
    [InlineData("coco", "сосо")]
    [InlineData("Tom", "Том")]
    [InlineData("NIKO", "ΝΙΚΟ")]
    [InlineData("ali1", "ali١")]
    [InlineData("ロロ", "口口")]
    public void Names_that_look_alike_have_one_skeleton(string one, string other) =>
        Assert.Equal(LookAlikes.Skeleton(one), LookAlikes.Skeleton(other));

    [Theory]
    [InlineData("ann", "anna")]
    [InlineData("jose", "josé")]
    [InlineData("анна", "инна")]
    [InlineData("小林", "大林")]
    [InlineData("user1", "user2")]
    public void Names_that_differ_to_the_eye_have_two(string one, string other) =>
        Assert.NotEqual(LookAlikes.Skeleton(one), LookAlikes.Skeleton(other));
}
