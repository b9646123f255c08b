using System.Diagnostics.CodeAnalysis;

namespace PmBot.ProjectCore;

/// <summary>Success without a value, or the <see cref="Error"/> that prevented it.</summary>
public readonly record struct Result
{
    private Result(Error error) => Error = error;

    /// <summary>What went wrong, or null.</summary>
    public Error? Error { get; }

    /// <summary>True on success.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>Success.</summary>
    public static Result Ok() => default;

    /// <summary>Success with a value; needed where <typeparamref name="T"/> is an interface, which has no implicit conversion.</summary>
    public static Result<T> Ok<T>(T value) => new(value);

    /// <summary>Failure.</summary>
    public static implicit operator Result(Error error) => new(error);
}

/// <summary>A value, or the <see cref="Error"/> that stands in its place.</summary>
public readonly struct Result<T> : IEquatable<Result<T>>
{
    private readonly T? value;

    internal Result(T value) => this.value = value;

    private Result(Error error) => Error = error;

    /// <summary>What went wrong, or null.</summary>
    public Error? Error { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The value; asking for it on a failure is a bug and throws.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"There is no value: {Error}");

    /// <summary>Both sides at once, for <c>if (!result.Try(out var value, out var error)) return error;</c>.</summary>
    public bool Try([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out Error? error)
    {
        (result, error) = (value, Error);
        return error is null;
    }

    /// <summary>One of two functions, depending on the side.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Error, TOut> failed) => Error is null ? ok(value!) : failed(Error);

    /// <summary>The value changed, or the same error.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> map) => Error is null ? new Result<TOut>(map(value!)) : Error;

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Error error) => new(error);

    public bool Equals(Result<T> other) => EqualityComparer<T?>.Default.Equals(value, other.value) && Equals(Error, other.Error);

    public override bool Equals(object? obj) => obj is Result<T> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(value, Error);

    public static bool operator ==(Result<T> left, Result<T> right) => left.Equals(right);

    public static bool operator !=(Result<T> left, Result<T> right) => !left.Equals(right);
}
