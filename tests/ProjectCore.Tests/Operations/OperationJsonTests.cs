using System.Text.Json;
using System.Text.Json.Serialization;
using PmBot.ProjectCore.Operations;
using PmBot.ProjectCore.Projects;
using PmBot.ProjectCore.Tasks;
using PmBot.ProjectCore.Users;

namespace PmBot.ProjectCore.Tests.Operations;

public sealed class OperationJsonTests
{
    [Fact]
    public void Every_operation_is_stored_under_its_own_name()
    {
        var names = typeof(Operation).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
        var all = typeof(Operation).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Operation)) && !t.IsAbstract).ToArray();
        names.Keys.ShouldBe(all, ignoreOrder: true);
        foreach (var type in all)
        {
            var operation = (Operation)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            operation.Name.ShouldBe(names[type]);
            type.IsSealed.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_change_keeps_apart_what_is_cleared_and_what_is_left()
    {
        Operation change = new ChangeTask(TaskId.New(), new TaskChange
        {
            Assignee = Change.To<UserId?>(null), Due = Change.To<Due?>(new Due(new DateOnly(2026, 3, 12), new TimeOnly(15, 0))), Status = TaskState.InProgress, Labels = ["á|\"<"],
        });
        var json = JsonSerializer.Serialize(change, ProjectCoreJson.OperationInfo);
        var read = JsonSerializer.Deserialize(json, ProjectCoreJson.OperationInfo).ShouldBeOfType<ChangeTask>();
        read.Change.Assignee.ShouldBe(new Change<UserId?>(null));
        read.Change.Description.ShouldBeNull();
        read.Change.Due.ShouldBe(((ChangeTask)change).Change.Due);
        read.Change.Status.ShouldBe(TaskState.InProgress);
        read.Change.Labels.ShouldBe(["á|\"<"]);
        json.ShouldContain("\"operation\":\"change_task\"");
        json.ShouldContain("in_progress");
        json.ShouldNotContain("safety");
    }

    [Fact]
    public void Roles_rise() => new[] { Role.Viewer, Role.Developer, Role.Admin, Role.Owner }.ShouldBeInOrder();
}
