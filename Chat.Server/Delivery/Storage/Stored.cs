using Chat.Contracts;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chat.Server;

/// <summary>How SQLite keeps the values of a type, as EF's provider would. NULL is the column's business.</summary>
internal sealed record Stored<TValue>(Action<Statement, int, TValue> Bind, Func<Statement, int, TValue> Read)
{
    /// <summary>How a property's values are kept: plainly, or by the conversion that the model names.</summary>
    /// <exception cref="InvalidOperationException">The type has neither.</exception>
    public static Stored<TValue> Of(IProperty property) =>
        Stored.Plain.OfType<Stored<TValue>>().FirstOrDefault() ?? Converted(property);

    private static Stored<TValue> Converted(IProperty property)
    {
        if (property.GetTypeMapping().Converter is not { } converter)
            throw new InvalidOperationException($"{property.DeclaringType.Name}.{property.Name}: nothing says how to store its type.");
        return new Stored<TValue>(
            (s, at, value) =>
            {
                if (converter.ConvertToProvider(value) is string text) s.Bind(at, text);
                else s.Bind(at, (long)converter.ConvertToProvider(value)!);
            },
            (s, at) => (TValue)converter.ConvertFromProvider(converter.ProviderClrType == typeof(string) ? s.Text(at) : s.Int64(at))!);
    }
}

internal static class Stored
{
    /// <summary>The types that need no conversion, or one that is cheaper by hand.</summary>
    public static IReadOnlyList<object> Plain { get; } =
    [
        new Stored<long>((s, at, value) => s.Bind(at, value), (s, at) => s.Int64(at)),
        new Stored<long?>((s, at, value) => s.Bind(at, value!.Value), (s, at) => s.Int64(at)),
        new Stored<int>((s, at, value) => s.Bind(at, value), (s, at) => checked((int)s.Int64(at))),
        new Stored<int?>((s, at, value) => s.Bind(at, value!.Value), (s, at) => checked((int)s.Int64(at))),
        new Stored<bool>((s, at, value) => s.Bind(at, value ? 1 : 0), (s, at) => s.Int64(at) != 0),
        new Stored<Guid>((s, at, value) => s.Bind(at, value), (s, at) => s.Id(at)),
        new Stored<Guid?>((s, at, value) => s.Bind(at, value!.Value), (s, at) => s.Id(at)),
        new Stored<string>((s, at, value) => s.Bind(at, value), (s, at) => s.Text(at)),
        new Stored<byte[]>((s, at, value) => s.Bind(at, value), (s, at) => s.Blob(at)),
        new Stored<long[]>((s, at, value) => s.Bind(at, ScopeCounter.TextOf(value)), (s, at) => ScopeCounter.KindsOf(s.Text(at))),
        new Stored<ScopeKind>((s, at, value) => s.Bind(at, (long)value), (s, at) => (ScopeKind)s.Int64(at)),
    ];
}
