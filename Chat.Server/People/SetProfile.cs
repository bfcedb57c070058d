using Chat.Contracts;

namespace Chat.Server;

/// <summary>Sets how the caller is shown. What is so already is no change.</summary>
internal sealed class SetProfileChange(Caller caller, SetProfile request, ProfileRates rates) : CallerChange<Person>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Scope(Scope.People);
    }

    protected override Outcome<Person> ApplyChecked(Batch batch)
    {
        var account = batch.Account(Caller.Person)!;
        var name = DisplayNames.Tidy(request.DisplayName);
        if (name == account.UserName) name = null;
        if (name == account.DisplayName && request.Colour == account.Colour) return account.ToWire();
        if (rates.Take(account.Id) is { } wait)
            return Refusals.Retry(ErrorCodes.Rate, "Your name and colour have changed often just now. Wait a moment.", wait);
        account.DisplayName = name;
        account.FoldedDisplayName = name is null ? null : DisplayNames.Fold(name);
        account.Colour = request.Colour;
        account.Revision = batch.NextRevision(Scope.People);
        batch.Changed(Scope.People, PersonRow.Kind, account);
        return account.ToWire();
    }
}
