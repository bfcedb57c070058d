namespace Chat.Tests.Delivery;

/// <summary>Counts what becomes of the messages of a recorder; any thread may count.</summary>
internal sealed class Tally
{
    private long _written, _acknowledged, _refused, _unknown;

    public LoadCounts Now
    {
        get
        {
            var (ok, refused) = (Interlocked.Read(ref _acknowledged), Interlocked.Read(ref _refused));
            return new LoadCounts(ok, Interlocked.Read(ref _written) - ok - refused, Interlocked.Read(ref _unknown), refused);
        }
    }

    public void Wrote() => Interlocked.Increment(ref _written);

    public void Ended(PostFate fate)
    {
        switch (fate)
        {
            case PostFate.Ok: Interlocked.Increment(ref _acknowledged); break;
            case PostFate.Refused: Interlocked.Increment(ref _refused); break;
            default: Interlocked.Increment(ref _unknown); break;
        }
    }
}
