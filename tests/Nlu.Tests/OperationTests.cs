namespace PmBot.Nlu.Tests;

public sealed class OperationTests
{
    [Theory]
    [InlineData("tarea: revisar logs", "create_task title=revisar logs")]
    [InlineData("todo buy milk tomorrow", "create_task title=buy milk due_date=2026-03-04")]
    [InlineData("crea tarea urgente revisar backup mañana a las 9 #ops 3 puntos", "create_task priority=urgent title=revisar backup due_date=2026-03-04T09:00 labels=ops estimate=3")]
    [InlineData("create a task to review the logs for Diego by Friday, high priority", "create_task title=review the logs assignee=diego due_date=2026-03-06 priority=high")]
    [InlineData("crea la tarea revisar precios y fotos", "create_task title=revisar precios y fotos")]
    [InlineData("crea la tarea \"cierra la 7 y borra la 8\" para Luis", "create_task title=cierra la 7 y borra la 8 assignee=luis")]
    [InlineData("crea tarea desplegar para producción", "create_task title=desplegar para producción")]
    [InlineData("crea tarea preparar oferta para el cliente", "create_task title=preparar oferta para el cliente")]
    [InlineData("crea una tarea para Zutano: documentar API", "create_task assignee=? title=documentar API")]
    [InlineData("crea la tarea preparar la demo del viernes", "create_task title=preparar la demo del viernes")]
    [InlineData("ya quedó lo del login", "update_status task=login status=done")]
    [InlineData("la 7 está bloqueada porque falta el diseño", "update_status task=#7 status=blocked reason=falta el diseño")]
    [InlineData("cierra la 7 y la 8", "update_status task=#7,8 status=done")]
    [InlineData("cierra las tareas 3 a 5", "update_status task=#3,4,5 status=done")]
    [InlineData("cierra CAT-7", "update_status task=#7 status=done")]
    [InlineData("pásame la 8", "assign_task task=#8 assignee=$me")]
    [InlineData("asígnala a Pepe", "assign_task task=$it assignee=?")]
    [InlineData("asigna la segunda a Ana", "assign_task task=$ordinal2 assignee=ana.gomez/ana.perez")]
    [InlineData("muévela al viernes", "set_due_date task=$it due_date=2026-03-06")]
    [InlineData("quítale la fecha a la 7", "set_due_date task=#7 due_date=none")]
    [InlineData("mueve la 7 a la próxima semana", "set_due_date task=#7 due_date=2026-03-13")]
    [InlineData("comenta en la 7: ya probé, y la 8 está lista", "comment_task task=#7 comment=ya probé, y la 8 está lista")]
    [InlineData("muéstrame las tareas de Luis atrasadas", "list_tasks assignee=luis overdue=true")]
    [InlineData("qué vence esta semana", "list_tasks due_date=2026-03-02..2026-03-08")]
    [InlineData("agrega a Luis al catálogo como developer", "add_member member=luis project=Catálogo role=developer")]
    [InlineData("crea el proyecto Expo con plantilla evento", "create_project name=Expo template=event")]
    [InlineData("me llamo Beatriz", "whoami name=Beatriz")]
    [InlineData("ya no necesito la 7, bórrala", "delete_task task=#7")]
    [InlineData("asigna la 7", "assign_task task=#7")]
    [InlineData("change the date of 7", "set_due_date task=#7")]
    [InlineData("cambia la prioridad de la 6", "set_priority task=#6")]
    [InlineData("change the status of 9", "update_status task=#9")]
    [InlineData("comment on 15", "comment_task task=#15")]
    [InlineData("pospón la 10 una semana", "set_due_date task=#10 due_date=7.00:00:00")]
    [InlineData("push 7 back two days", "set_due_date task=#7 due_date=2.00:00:00")]
    [InlineData("dale dos días más a la 4", "set_due_date due_date=2.00:00:00 task=#4")]
    [InlineData("adelanta la 10 una semana", "set_due_date task=#10 due_date=-7.00:00:00")]
    [InlineData("bring 10 forward a fortnight", "set_due_date task=#10 due_date=-14.00:00:00")]
    [InlineData("alarga el sprint dos días", "change_sprint sprint=$current end_date=2.00:00:00")]
    [InlineData("las dos primeras ya quedaron", "update_status task=pick[$some2] status=done")]
    [InlineData("cierra la 3, la 5 y la última", "update_status task=pick[#3 #5 $ordinal-1] status=done")]
    [InlineData("close all but the second", "update_status task=pick[$those]-[$ordinal2] status=done")]
    [InlineData("asigna las que quedan a Luis", "assign_task task=pick[$rest] assignee=luis")]
    [InlineData("todas menos la 8 y la última son urgentes", "set_priority task=pick[$those]-[#8 $ordinal-1] priority=urgent")]
    [InlineData("pon en baja la 3 y la 4", "set_priority priority=low task=#3,4")]
    [InlineData("nueva tarea en catálogo: <b>x</b>'; DROP TABLE tasks;-- {n}", "create_task project=Catálogo title=<b>x</b>'; DROP TABLE tasks;-- {n}")]
    [InlineData("crea una tarea en Marte: plantar papas", "create_task project=? title=plantar papas")]
    [InlineData("crea tarea revisar logs pa mañana", "create_task title=revisar logs due_date=2026-03-04")]
    [InlineData("nueva tarea en catálogo: \"Roberto'); DROP TABLE tasks;--\"", "create_task project=Catálogo title=Roberto'); DROP TABLE tasks;--")]
    [InlineData("q tengo pendiente", "list_tasks assignee=$me")]
    [InlineData("assign la 7 a Luis pls", "assign_task task=#7 assignee=luis")]
    [InlineData("agrega una nota a la del login con Google: solo en Android", "comment_task task=login con Google comment=solo en Android")]
    [InlineData("delete the newsletter form", "delete_task task=newsletter form")]
    [InlineData("ya quedó el login", "update_status task=login status=done")]
    [InlineData("¿qué falta para la 7?", "get_status task=#7")]
    [InlineData("borra todas las tareas", "delete_task task=all")]
    [InlineData("borra el proyecto website", "delete_project project=Website")]
    [InlineData("delete the website project", "delete_project project=Website")]
    [InlineData("¿y las de Ana?", "list_tasks assignee=ana.gomez/ana.perez")]
    public void One_request_is_read_with_its_slots(string text, string expected) => Show(TestNlu.Only(text)).ShouldBe(expected);

    [Theory]
    [InlineData("crea la tarea X para Diego y cierra la 7", "create_task title=X assignee=diego|update_status task=#7 status=done")]
    [InlineData("close 7, 8 and assign 9 to Ana", "update_status task=#7,8 status=done|assign_task task=#9 assignee=ana.gomez/ana.perez")]
    [InlineData("tareas:\n- revisar logs\n- llamar a Luis mañana\n* precios y fotos", "create_task title=revisar logs|create_task title=llamar a Luis due_date=2026-03-04|create_task title=precios y fotos")]
    [InlineData("tareas para Diego:\n1. uno más\n2. dos más", "create_task assignee=diego title=uno más|create_task assignee=diego title=dos más")]
    public void Several_requests_keep_their_order(string text, string expected) =>
        string.Join('|', TestNlu.Read(text).Operations.Select(Show)).ShouldBe(expected);

    [Theory]
    [InlineData("crea tres tareas en móvil: iconos, capturas y textos", 3)]
    [InlineData("tareas: revisar precios y fotos, llamar al banco", 2)]
    [InlineData("que sea urgente y me la asignas", 2)]
    [InlineData("asígnasela a Diego y ponla pal jueves", 2)]
    public void All_that_is_asked_for_is_read(string text, int count) => TestNlu.Read(text).Operations.Count.ShouldBe(count);

    [Theory]
    [InlineData("a Luis no, a Ana Gómez", "ana.gomez")]
    [InlineData("no a Luis sino a Diego", "diego")]
    [InlineData("not Luis, Ana Gómez", "ana.gomez")]
    public void What_is_denied_is_not_meant(string text, string meant)
    {
        var read = TestNlu.Read(text);
        read.Cues.ShouldBe(Cues.Correction);
        read.Entities.Select(e => TestNlu.Show(e.Value)).ShouldBe([meant]);
    }

    [Theory]
    [InlineData("no borres la 7")]
    [InlineData("split 16 in 3")]
    [InlineData("don't delete 7")]
    [InlineData("no cierres la 7")]
    [InlineData("me gusta cómo quedó todo")]
    [InlineData("")]
    [InlineData("   ")]
    public void What_asks_for_nothing_gives_nothing(string text) => TestNlu.Read(text).Operations.ShouldBeEmpty();

    [Fact]
    public void A_question_changes_nothing() => TestNlu.Only("¿la 7 está lista?").Intent.ShouldBe("get_status");

    [Theory]
    [InlineData("7", EntityType.Task, "#7")]
    [InlineData("7", EntityType.Number, "7")]
    [InlineData("15", EntityType.Date, "2026-03-15")]
    [InlineData("alta", EntityType.Priority, "high")]
    [InlineData("el viernes", EntityType.Date, "2026-03-06")]
    [InlineData("Diego", EntityType.Person, "diego")]
    [InlineData("yo", EntityType.Person, "$me")]
    [InlineData("a Pepe", EntityType.Person, "?")]
    [InlineData("a Diego", EntityType.Person, "diego")]
    [InlineData("la del login", EntityType.Task, "login")]
    [InlineData("3", EntityType.Estimate, "3")]
    [InlineData("lista", EntityType.Status, "done")]
    public void A_bare_answer_is_read_as_what_was_asked(string text, EntityType expected, string value)
    {
        var read = TestNlu.Read(text, expected: expected);
        var entity = read.Entities.FirstOrDefault(e => e.Type == expected) ?? read.Entities.First(e => e.Type == EntityType.Number && expected == EntityType.Estimate);
        TestNlu.Show(entity.Value).ShouldBe(value);
        read.Operations.ShouldBeEmpty();
    }

    [Fact]
    public void The_speaker_is_not_the_one_who_was_meant() =>
        TestNlu.Read("I meant Ana", "en", EntityType.Person).Entities.Select(e => TestNlu.Show(e.Value)).ShouldBe(["ana.gomez/ana.perez"]);

    [Fact]
    public void Behind_a_correction_words_may_be_a_task() =>
        TestNlu.Read("no wait, the cookie banner", "en").Entities.Select(e => TestNlu.Show(e.Value)).ShouldBe(["cookie banner"]);

    [Fact]
    public void Uncertain_readings_are_offered_and_not_done()
    {
        var files = new[] { new PatternFile("close", "en", "p.txt", "@0.5 shut {task}") };
        var nlu = NaturalLanguage.Create(files);
        var read = nlu.Understand("shut #7", TestNlu.Context("en"));
        read.Operations.ShouldBeEmpty();
        read.Alternatives.ShouldHaveSingleItem().Intent.ShouldBe("close");
    }

    private static string Show(Interpretation operation) =>
        string.Join(' ', operation.Slots.Select(s => $"{s.Key}={TestNlu.Show(s.Value.Value)}").Prepend(operation.Intent));

    [Theory]
    [InlineData("la 7 ya está lista, ciérrala porfa", "update_status")]
    [InlineData("that was a mistake, undo it", "undo")]
    [InlineData("la 7 es urgente, súbele la prioridad a alta", "set_priority set_priority")]
    public void A_request_said_twice_is_one(string text, string intents) =>
        string.Join(' ', TestNlu.Read(text).Operations.Select(o => o.Intent)).ShouldBe(intents);
}
