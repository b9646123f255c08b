using PmBot.Nlu.Text;

namespace PmBot.Bot.Skills.Help;

/// <summary>What people ask for help with, by the words they use.</summary>
internal static class HelpTopics
{
    private static readonly (string Name, string[] Words)[] Topics =
    [
        ("sprints", ["sprint", "iteracion", "burndown", "velocidad", "velocity", "capacidad", "capacity", "planning", "planeacion"]),
        ("reminders", ["recordatorio", "recordar", "recuerd", "remind", "aviso", "avisos", "notif", "alert", "silenc", "quiet"]),
        ("daily", ["daily", "standup", "stand-up", "stand up", "diario"]),
        ("people", ["miembro", "persona", "gente", "equipo", "invita", "rol", "roles", "permiso", "member", "people", "team", "invite", "role", "permission"]),
        ("reports", ["reporte", "informe", "resumen", "report", "summary", "grafic", "chart", "cambio", "changed", "riesgo", "risk"]),
        ("dates", ["fecha", "vence", "plazo", "pospon", "date", "due", "deadline", "postpone"]),
        ("undo", ["deshac", "deshaz", "correg", "equivo", "undo", "correct", "mistake", "fix"]),
        ("projects", ["proyecto", "project", "archiv", "plantilla", "template"]),
        ("tasks", ["tarea", "task", "crear", "create", "asign", "assign", "etiquet", "label", "priori", "estado", "status", "depend", "coment", "comment"]),
    ];

    /// <summary>The topics; each has a reply of its own.</summary>
    public static IEnumerable<string> Names => Topics.Select(t => t.Name);

    /// <summary>The topic that the words are about, or null.</summary>
    public static string? Find(string? words)
    {
        var said = words is null ? "" : " " + Fold.Text(words);
        return Topics.FirstOrDefault(t => t.Words.Any(w => said.Contains(" " + w, StringComparison.Ordinal))).Name;
    }
}
