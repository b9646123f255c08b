namespace PmBot.Bot.Tests.Support;

/// <summary>Workspace files for tests.</summary>
internal static class Workspaces
{
    public const string Small = """
        workspace: { name: Andes, timezone: America/Bogota, language: es }
        users:
          - { username: camila, full_name: Camila Torres, role: admin }
          - { username: diego, full_name: Diego Rojas }
          - { username: kate, full_name: Kate Wilson, language: en }
        projects:
          - name: Catálogo
            key: CAT
            members: { camila: owner, diego: developer, kate: viewer }
        tasks:
          - { id: 7, project: Catálogo, title: Filtro por color, status: in_progress, assignee: diego, due: 2026-03-12, priority: high }
          - { id: 8, project: Catálogo, title: Fotos borrosas en móvil, status: todo }
        """;
}
