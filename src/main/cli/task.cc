#include <fmt/format.h>

#include "main/cli/commands.h"
#include "main/cli/task_view.h"

namespace vod::cli {
namespace {

struct ListFlags {
  std::string status;
  std::string file_id;
  std::int64_t limit = 20;
};

struct OneTask {
  std::string task_id;
  bool wait = false;
  double timeout_s = 0;
};

int list(Session& session, const ListFlags& flags) {
  boost::json::object request{{"Limit", flags.limit}};
  if (!flags.status.empty()) request["Status"] = flags.status;
  if (!flags.file_id.empty()) request["FileId"] = flags.file_id;
  VOD_CLI_TRY(const auto answer, session, session.call("DescribeTasks", std::move(request)));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto tasks, session, client::ApiClient::read_as<wire::DescribeTasksResponse>(answer));
  Table table({"TaskId", "Type", "Status", "FileId", "Created", "Finished"});
  for (const auto& task : tasks.TaskSet) {
    table.add({task.TaskId.value_or(""), task.TaskType.value_or(""), task.Status.value_or(""), task.FileId.value_or(""),
               task.CreateTime.value_or(""), task.FinishTime.value_or("")});
  }
  session.print(table.empty() ? "No tasks." : table.text());
  return ExitCode::ok;
}

void print_task(const Session& session, const std::string& task_id, const TaskView& task) {
  Facts facts;
  facts.add("TaskId", task_id);
  facts.add("Type", task.type);
  facts.add("Status", task.failed() ? task.status + ", failed" : task.status);
  facts.add("FileId", task.file_id);
  session.print(facts.text() + "\n" + text_of(task));
}

int show(Session& session, const OneTask& flags) {
  VOD_CLI_TRY(const auto answer, session, session.call("DescribeTaskDetail", {{"TaskId", flags.task_id}}));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto detail, session, client::ApiClient::read_as<wire::DescribeTaskDetailResponse>(answer));
  print_task(session, flags.task_id, view_of(detail));
  return ExitCode::ok;
}

int wait(Session& session, const OneTask& flags) {
  VOD_CLI_TRY(const WaitedTask waited, session, wait_for_task(session, flags.task_id, flags.timeout_s));
  if (session.json()) {
    session.print_json(waited.detail);
  } else {
    print_task(session, flags.task_id, waited.view);
  }
  return waited.exit_code;
}

int cancel(Session& session, const OneTask& flags) {
  VOD_CLI_TRY(const auto answer, session,
              session.call("CancelTask", {{"TaskId", flags.task_id}}, client::version_2026));
  if (session.json()) {
    session.print_json(answer);
  } else {
    session.print("The task is cancelled.");
  }
  return ExitCode::ok;
}

int retry(Session& session, const OneTask& flags) {
  VOD_CLI_TRY(const auto answer, session, session.call("RetryTask", {{"TaskId", flags.task_id}}, client::version_2026));
  VOD_CLI_TRY(const auto again, session, client::ApiClient::read_as<wire::RetryTaskResponse>(answer));
  const std::string task_id = again.TaskId.value_or("");
  if (flags.wait) {
    session.note("The new task is " + task_id);
    return wait(session, {task_id, true, flags.timeout_s});
  }
  if (session.json()) {
    session.print_json(answer);
  } else {
    session.print("TaskId  " + task_id);
  }
  return ExitCode::ok;
}

// A subcommand that takes one TaskId.
CLI::App& add_one(CLI::App& task, Session& session, Choice& choice, const std::string& name, const std::string& help,
                  int (*run)(Session&, const OneTask&), const std::shared_ptr<OneTask>& flags) {
  auto& command = *task.add_subcommand(name, help);
  command.add_option("task_id", flags->task_id, "TaskId")->required();
  session.add_flags(command);
  command.callback(
      [&session, &choice, flags, run] { choice.action = [&session, flags, run] { return run(session, *flags); }; });
  return command;
}

void add_timeout(CLI::App& command, const std::shared_ptr<OneTask>& flags) {
  command.add_option("--timeout", flags->timeout_s, "Longest wait in seconds; 0 waits for ever")
      ->check(CLI::NonNegativeNumber);
}

}  // namespace

void add_task(CLI::App& app, Session& session, Choice& choice) {
  auto& task = *app.add_subcommand("task", "List, show, wait for, cancel and retry tasks");
  task.require_subcommand(1);

  auto& ls = *task.add_subcommand("ls", "List tasks of the last three days, the newest first");
  const auto list_flags = std::make_shared<ListFlags>();
  ls.add_option("--status", list_flags->status, "Only those in this state")
      ->check(CLI::IsMember({"WAITING", "PROCESSING", "FINISH"}));
  ls.add_option("--file", list_flags->file_id, "Only those of this FileId");
  ls.add_option("--limit", list_flags->limit, "Most to list")->capture_default_str()->check(CLI::Range(1, 100));
  session.add_flags(ls);
  ls.callback([&session, &choice, list_flags] {
    choice.action = [&session, list_flags] { return list(session, *list_flags); };
  });

  add_one(task, session, choice, "show", "Show a task with its parts", show, std::make_shared<OneTask>());
  const auto wait_flags = std::make_shared<OneTask>();
  add_timeout(add_one(task, session, choice, "wait", "Wait until a task has ended", wait, wait_flags), wait_flags);
  add_one(task, session, choice, "cancel", "Stop a task, also one that runs", cancel, std::make_shared<OneTask>());
  const auto retry_flags = std::make_shared<OneTask>();
  auto& again = add_one(task, session, choice, "retry", "Start a failed task again, as a new task", retry, retry_flags);
  again.add_flag("--wait", retry_flags->wait, "Wait until the new task has ended");
  add_timeout(again, retry_flags);
}

}  // namespace vod::cli
