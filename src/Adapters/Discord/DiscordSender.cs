using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PmBot.Adapters.Activities;
using PmBot.Adapters.Discord.Interactions;
using PmBot.Adapters.Discord.Rendering;
using PmBot.Adapters.Discord.Rest;
using PmBot.Adapters.Hosting;

namespace PmBot.Adapters.Discord;

/// <summary>Writes to Discord: answers an interaction while its token lives, else writes to the channel.</summary>
/// <remarks>
/// A channel message carries a nonce made of our own key, and the first answer to a command replaces its "thinking": both can be sent again
/// without being there twice. Only a second answer for one person alone cannot.
/// </remarks>
internal sealed class DiscordSender(DiscordRest rest, FirstAnswers answers, IComponentData data, IMessagePages pages, DiscordTexts texts, TimeProvider time) : IChannelSender
{
    private const string UnknownMessage = "10008";
    private const string UnknownWebhook = "10015";
    private const string MayNotReply = "160002";

    // Discord's ids of messages are unique everywhere.
    private const string Place = "";

    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(2);

    // Within the three seconds that Discord gives it, and what the clocks and seconds of the address are worth.
    private static readonly TimeSpan FirstAnswerLife = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan FirstAnswerPause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public string Adapter => DiscordPlace.Adapter;

    /// <inheritdoc/>
    public bool TellsDuplicates(ConversationReference reference, Activity message, TimeSpan age)
    {
        // A nonce is looked for among what was written in the last few minutes.
        if (Audience.IsEveryone(message) || Alive(reference) is not { IsPrivate: true } interaction) return age < NonceLife;
        // For one person alone: the first answer is put in its place however often it is sent, a further one cannot be told.
        return interaction.Message is null && IsFirst(message) && DiscordRenderer.Render(message, texts.Choose(message.Locale ?? reference.Locale)).Messages.Count == 1;
    }

    /// <inheritdoc/>
    public async Task<string?> SendAsync(ConversationReference reference, Activity message, CancellationToken cancellationToken)
    {
        if (message.Type is ActivityTypes.Typing)
        {
            // "Thinking" is shown already where a command was given.
            if (Alive(reference) is null) await rest.CallAsync(DiscordCall.Typing(DiscordPlace.Channel(reference)), cancellationToken);
            return null;
        }

        var rendered = DiscordRenderer.Render(message, texts.Choose(message.Locale ?? reference.Locale));
        if (rendered.Kept.Count > 0) await data.KeepAsync(rendered.Kept, cancellationToken);
        // What an earlier attempt has written down is there.
        List<string> shown = rendered.Messages.Count > 1 && message.Id is { } key ? [.. await pages.FindAsync(Adapter, Place, key, cancellationToken)] : [];
        for (var i = shown.Count; i < rendered.Messages.Count; i++)
        {
            if (await SendPageAsync(reference, message, rendered.Messages[i], i, cancellationToken) is { } id) shown.Add(id);
            if (rendered.Messages.Count > 1 && shown.Count > 0) await pages.KeepAsync(Adapter, Place, message.Id is null ? [] : [message.Id], shown, cancellationToken);
        }

        return shown is [.., var last] ? last : null;
    }

    private Task<string?> SendPageAsync(ConversationReference reference, Activity message, JsonObject page, int number, CancellationToken cancellationToken) => Audience.IsEveryone(message)
        ? ShareAsync(reference, Alive(reference), Silent(page), Nonce(message.Id, number), cancellationToken)
        : SendAsync(reference, Alive(reference), page, number == 0 && IsFirst(message), Nonce(message.Id, number), cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> UpdateAsync(ConversationReference reference, string messageId, Activity message, CancellationToken cancellationToken)
    {
        var rendered = DiscordRenderer.Render(message, texts.Choose(message.Locale ?? reference.Locale));
        if (rendered.Kept.Count > 0) await data.KeepAsync(rendered.Kept, cancellationToken);
        var old = await PagesAsync(messageId, cancellationToken);
        var (shown, before) = (new List<string>(), old);
        for (var i = 0; i < rendered.Messages.Count; i++)
        {
            var page = rendered.Messages[i];
            if (i < old.Count && await TryEditAsync(reference, old[i], page, cancellationToken) is { } edited)
            {
                shown.Add(edited);
                continue;
            }

            // There is none for it yet; or it is gone, or was for one person alone: said again is better than not said.
            if (await SendPageAsync(reference, message, page, i, cancellationToken) is not { } id) continue;
            shown.Add(id);
            if (rendered.Messages.Count == 1) continue;
            IReadOnlyList<string> sofar = [.. shown, .. old.Skip(shown.Count)];
            await pages.KeepAsync(Adapter, Place, before, sofar, cancellationToken);
            before = sofar;
        }

        foreach (var page in old.Skip(rendered.Messages.Count).Except(shown, StringComparer.Ordinal)) await DeletePageAsync(reference, page, cancellationToken);
        if (!before.SequenceEqual(shown, StringComparer.Ordinal) && shown.Count > 0 && (before.Count > 1 || shown.Count > 1)) await pages.KeepAsync(Adapter, Place, before, shown, cancellationToken);
        return shown is [.., var last] ? last : null;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken)
    {
        foreach (var page in await PagesAsync(messageId, cancellationToken)) await DeletePageAsync(reference, page, cancellationToken);
    }

    /// <summary>The pages of a message; itself where it has no others.</summary>
    private async Task<IReadOnlyList<string>> PagesAsync(string messageId, CancellationToken cancellationToken) =>
        await pages.FindAsync(Adapter, Place, messageId, cancellationToken) is { Count: > 0 } known ? known : [messageId];

    /// <summary>Puts a page in the place of one that is there.</summary>
    /// <returns>Its id, or null where it is not there, or not ours to change.</returns>
    private async Task<string?> TryEditAsync(ConversationReference reference, string messageId, JsonObject page, CancellationToken cancellationToken)
    {
        var body = Silent(page.DeepClone().AsObject());
        // Said expressly: what is left out of an edit stays as it was.
        body["content"] ??= "";
        body["embeds"] ??= new JsonArray();
        body["components"] ??= new JsonArray();
        if (Alive(reference) is { } interaction)
        {
            try
            {
                var target = messageId == interaction.Message ? "@original" : messageId;
                return Id(await FurtherAsync(interaction, DiscordCall.EditFollowUp(interaction.Application, interaction.Token, target, body), cancellationToken)) ?? messageId;
            }
            catch (DeliveryException e) when (IsGone(e))
            {
                // Not one of this interaction's messages, or its token is over.
            }
        }

        try
        {
            return Id(await rest.CallAsync(DiscordCall.Edit(DiscordPlace.Channel(reference), messageId, body), cancellationToken)) ?? messageId;
        }
        catch (DeliveryException e) when (e.Status is 404 or 403)
        {
            return null;
        }
    }

    private async Task DeletePageAsync(ConversationReference reference, string messageId, CancellationToken cancellationToken)
    {
        if (Alive(reference) is { } interaction)
        {
            try
            {
                await FurtherAsync(interaction, DiscordCall.DeleteFollowUp(interaction.Application, interaction.Token, messageId == interaction.Message ? "@original" : messageId), cancellationToken);
                return;
            }
            catch (DeliveryException e) when (IsGone(e))
            {
                // Not one of this interaction's messages, or its token is over.
            }
        }

        try
        {
            await rest.CallAsync(DiscordCall.Delete(DiscordPlace.Channel(reference), messageId), cancellationToken);
        }
        catch (DeliveryException e) when (e.Code is UnknownMessage)
        {
            // It is gone, as was wanted.
        }
    }

    private async Task<string?> SendAsync(
        ConversationReference reference, InteractionAddress? interaction, JsonObject body, bool isFirst, string? nonce, CancellationToken cancellationToken)
    {
        Silent(body);
        if (interaction is not null)
        {
            try
            {
                if (isFirst && interaction.Message is null)
                    return Id(await FurtherAsync(interaction, DiscordCall.EditFollowUp(interaction.Application, interaction.Token, "@original", body), cancellationToken));
                if (interaction.IsPrivate) return await FollowUpAsync(interaction, body, cancellationToken);
            }
            catch (DeliveryException e) when (IsGone(e))
            {
                // The token is over, or the first answer was never given: it is written to the channel, or to the person.
            }
        }

        var original = DiscordPlace.Interaction(reference);
        var channel = original is { IsPrivate: true } && reference.Conversation.IsGroup == true ? await DirectAsync(reference, cancellationToken) : DiscordPlace.Channel(reference);
        var isAside = channel != DiscordPlace.Channel(reference);
        try
        {
            return await PostAsync(channel, body, original is { IsPrivate: true } ? null : original?.Message ?? DiscordPlace.ReplyTo(reference), nonce, cancellationToken);
        }
        catch (DeliveryException e) when (e.Status is 403 or 404 && interaction is not null)
        {
            // Where the bot may not write, it may still answer.
            return await FollowUpAsync(interaction, body, cancellationToken);
        }
        catch (DeliveryException e) when (e.IsGone && isAside)
        {
            // It is the person who takes nothing; the channel that the reference is of is there.
            throw new DeliveryException(e.Message, e.Status, e.Code);
        }
    }

    /// <summary>Says something to everybody where the interaction is answered for one person alone.</summary>
    private async Task<string?> ShareAsync(ConversationReference reference, InteractionAddress? interaction, JsonObject body, string? nonce, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(DiscordPlace.Channel(reference), body, null, nonce, cancellationToken);
        }
        catch (DeliveryException e) when (e.Status is 403 or 404 && interaction is not null)
        {
            // Where the bot may not write, it may still answer.
            return await FollowUpAsync(interaction with { IsPrivate = false }, body, cancellationToken);
        }
    }

    private async Task<string?> PostAsync(string channel, JsonObject body, string? replyTo, string? nonce, CancellationToken cancellationToken)
    {
        var message = body.DeepClone().AsObject();
        if (nonce is not null) (message["nonce"], message["enforce_nonce"]) = (nonce, true);
        if (replyTo is not null) message["message_reference"] = new JsonObject { ["message_id"] = replyTo, ["fail_if_not_exists"] = false };
        try
        {
            return Id(await rest.CallAsync(DiscordCall.Post(channel, message), cancellationToken));
        }
        catch (DeliveryException e) when (replyTo is not null && e.Code is MayNotReply)
        {
            return await PostAsync(channel, body, null, nonce, cancellationToken);
        }
    }

    private async Task<string?> FollowUpAsync(InteractionAddress interaction, JsonObject body, CancellationToken cancellationToken)
    {
        var message = body.DeepClone().AsObject();
        if (interaction.IsPrivate) message["flags"] = DiscordLimits.Ephemeral;
        return Id(await FurtherAsync(interaction, DiscordCall.FollowUp(interaction.Application, interaction.Token, message), cancellationToken));
    }

    /// <summary>Answers an interaction once more, after its first answer.</summary>
    private async Task<JsonElement> FurtherAsync(InteractionAddress interaction, DiscordCall call, CancellationToken cancellationToken)
    {
        await answers.WaitAsync(interaction.Id, cancellationToken);
        try
        {
            return await rest.CallAsync(call, cancellationToken);
        }
        catch (DeliveryException e) when (e.Code is UnknownWebhook && interaction.Until - time.GetUtcNow() > DiscordPlace.TokenLife - FirstAnswerLife)
        {
            // Another instance gives the first answer, and it is not there yet.
            throw new DeliveryException(e.Message, e.Status, e.Code) { IsTransient = true, RetryAfter = FirstAnswerPause };
        }
    }

    private async Task<string> DirectAsync(ConversationReference reference, CancellationToken cancellationToken) =>
        reference.User?.Id is { Length: > 0 } user && Id(await rest.CallAsync(DiscordCall.OpenDirect(user), cancellationToken)) is { } channel
            ? channel
            : throw new DeliveryException("Nobody is named to whom it could be said alone.");

    private InteractionAddress? Alive(ConversationReference reference) =>
        DiscordPlace.Interaction(reference) is { } interaction && interaction.Until > time.GetUtcNow() ? interaction : null;

    /// <summary>No ping from anything that people wrote, nor for being answered (D23).</summary>
    private static JsonObject Silent(JsonObject body)
    {
        body["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray(), ["replied_user"] = false };
        return body;
    }

    // 401 is an invalid token of the interaction; 404 an unknown webhook or message.
    private static bool IsGone(DeliveryException e) => e is { IsTransient: false, Status: 401 or 403 or 404 };

    private static bool IsFirst(Activity message) => message.Id?.EndsWith("#1", StringComparison.Ordinal) != false;

    private static string? Nonce(string? key, int part) => key is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}/{part}"))).AsSpan(0, 18));

    private static string? Id(JsonElement answer) =>
        answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;
}
