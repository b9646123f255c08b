using System.Reflection;
using System.Text;
using PmBot.Bot.Replies;
using PmBot.Bot.State;

namespace PmBot.Bot.Dialogs;

/// <summary>Makes a skill's slots record from the slots of a dialog, by constructor parameter name.</summary>
/// <remarks><c>DueDate</c> takes the slot <c>due_date</c>. Checked against the spec when the skill is discovered.</remarks>
/// <typeparam name="TSlots">A record whose parameters are <see cref="SlotValue"/> types, nullable where the slot is optional.</typeparam>
public sealed class SlotBinder<TSlots>
    where TSlots : notnull
{
    private readonly ConstructorInfo _constructor;
    private readonly (string Slot, Type Type)[] _parameters;

    /// <exception cref="SkillDiscoveryException">A parameter has no slot, a slot no parameter, or a type is wrong.</exception>
    public SlotBinder(SkillSpec spec)
    {
        _constructor = typeof(TSlots).GetConstructors().Single(c => c.GetParameters() is not [{ ParameterType: var only }] || only != typeof(TSlots));
        _parameters = [.. _constructor.GetParameters().Select(p => (SnakeCase(p.Name!), p.ParameterType))];
        foreach (var (slot, type) in _parameters)
        {
            if (spec.Slot(slot) is null)
            {
                throw new SkillDiscoveryException($"{typeof(TSlots).Name}: '{spec.Intent}' has no slot '{slot}'.");
            }

            if (!typeof(SlotValue).IsAssignableFrom(type))
            {
                throw new SkillDiscoveryException($"{typeof(TSlots).Name}: '{slot}' must be a SlotValue, not {type.Name}.");
            }
        }

        if (spec.Slots.FirstOrDefault(s => _parameters.All(p => p.Slot != s.Name)) is { } unbound)
        {
            throw new SkillDiscoveryException($"{typeof(TSlots).Name}: nothing takes the slot '{unbound.Name}' of '{spec.Intent}'.");
        }
    }

    /// <summary>The record; a slot that is empty or of another kind than its parameter is null.</summary>
    public TSlots Bind(IReadOnlyDictionary<string, SlotValue> slots)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (slot, type) = _parameters[i];
            arguments[i] = slots.TryGetValue(slot, out var value) && type.IsInstanceOfType(value) ? value : null;
        }

        return (TSlots)_constructor.Invoke(arguments);
    }

    private static string SnakeCase(string name)
    {
        var builder = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && builder.Length > 0)
            {
                builder.Append('_');
            }

            builder.Append(char.ToLowerInvariant(c));
        }

        return builder.ToString();
    }
}

/// <summary>The slots of a skill that takes none.</summary>
public sealed record NoSlots;
