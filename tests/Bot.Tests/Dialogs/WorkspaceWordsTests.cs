using PmBot.Bot.Dialogs;

namespace PmBot.Bot.Tests.Dialogs;

public sealed class WorkspaceWordsTests
{
    private static readonly string[] Names = ["Andes", "Cóndor Digital", "Espacio de Ana"];

    [Theory]
    [InlineData("cambia de espacio")]
    [InlineData("Cambia de espacio porfa")]
    [InlineData("quiero cambiar de espacio de trabajo")]
    [InlineData("cambiá de servidor")]
    [InlineData("cambiame a otro servidor")]
    [InlineData("pásame a otro espacio")]
    [InlineData("otro espacio")]
    [InlineData("mis espacios")]
    [InlineData("¿en qué espacio estoy?")]
    [InlineData("switch workspace")]
    [InlineData("Switch workspaces, please")]
    [InlineData("can you change to another workspace")]
    [InlineData("change server")]
    [InlineData("which workspace is this?")]
    public void Another_workspace_is_asked_for_in_many_words(string text) => WorkspaceWords.Read(text, Names).ShouldBe(new WorkspaceWish(null, IsBare: true));

    [Theory]
    [InlineData("cambia al espacio Andes", 0)]
    [InlineData("cambiá al espacio de trabajo andes", 0)]
    [InlineData("pasa al servidor de condor", 1)]
    [InlineData("cambia de espacio a condor digital", 1)]
    [InlineData("usa el espacio 3", 2)]
    [InlineData("espacio 2: Cóndor Digital", 1)]
    [InlineData("espacio 2", 1)]
    [InlineData("workspace 1: Andes", 0)]
    [InlineData("switch to the Andes workspace", 0)]
    [InlineData("switch to workspace condor", 1)]
    [InlineData("please use the condor digital server", 1)]
    [InlineData("espacio 1: Cóndor Digital", 1)]
    public void One_that_is_named_is_meant(string text, int place) => WorkspaceWords.Read(text, Names).ShouldBe(new WorkspaceWish(place, IsBare: false));

    [Theory]
    [InlineData("cómo va la 7")]
    [InlineData("cambia la fecha de la 7 al viernes")]
    [InlineData("pasa la tarea al servidor nuevo")]
    [InlineData("crea la tarea cambiar de servidor")]
    [InlineData("tarea: migrar el espacio de trabajo")]
    [InlineData("usa el servidor de pruebas")]
    [InlineData("cambia al proyecto Andes")]
    [InlineData("switch to the shop project")]
    [InlineData("move 8 to the new server")]
    [InlineData("the server is down")]
    [InlineData("borra el espacio")]
    public void Anything_else_is_none_of_it(string text) => WorkspaceWords.Read(text, Names).ShouldBeNull();

    [Fact]
    public void A_place_or_a_name_that_is_not_there_is_asked_about()
    {
        WorkspaceWords.Read("espacio 7", Names).ShouldBe(new WorkspaceWish(null, IsBare: true));
        WorkspaceWords.Read("espacio 2: Ventas", Names).ShouldBe(new WorkspaceWish(null, IsBare: true), "a button of a server that they are in no more");
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("#2", 1)]
    [InlineData("el segundo", 1)]
    [InlineData("the third one", 2)]
    [InlineData("en Andes", 0)]
    [InlineData("la de condor", 1)]
    [InlineData("CÓNDOR digital", 1)]
    [InlineData("el de ana", 2)]
    [InlineData("9", null)]
    [InlineData("d", null)]
    [InlineData("and", 0)]
    [InlineData("mis tareas", null)]
    [InlineData("", null)]
    public void An_answer_is_a_number_or_as_much_of_a_name_as_fits_one(string text, int? place) => WorkspaceWords.Answer(text, Names).ShouldBe(place);
}
