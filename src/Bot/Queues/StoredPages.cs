using PmBot.Adapters.Hosting;
using PmBot.ProjectCore.Channels;

namespace PmBot.Bot.Queues;

/// <summary>The pages of long messages in the database, so that another process updates them too.</summary>
internal sealed class StoredPages(MessagePageStore store) : IMessagePages
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string adapter, string place, string page, CancellationToken cancellationToken) =>
        await store.FindAsync(adapter, place, page, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask KeepAsync(string adapter, string place, IReadOnlyList<string> before, IReadOnlyList<string> pages, CancellationToken cancellationToken) =>
        await store.KeepAsync(adapter, place, before, pages, cancellationToken);
}
