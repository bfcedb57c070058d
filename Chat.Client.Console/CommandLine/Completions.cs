using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>Completions for shells, made from the command line itself. Rooms are completed by asking <c>chat rooms</c>, without a terminal: a key that is pressed in passing opens no locked key store. What others called them is never expanded, and comes quoted into the line.</summary>
internal static class Completions
{
    /// <summary>The shells that there is a script for.</summary>
    public static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static string For(string shell, RootCommand root) => shell switch
    {
        "bash" => Bash(root),
        "zsh" => Zsh(root),
        _ => Fish(root),
    };

    private static string Bash(RootCommand root)
    {
        var script = new StringBuilder();
        script.Append("""
            # bash completion for chat
            _chat_rooms() {
              local word=$1 room quoted
              COMPREPLY=()
              while IFS= read -r room; do
                case $word in
                  # Within quotes only what means itself there.
                  [\"\']*)
                    if [[ $room == "${word:1}"* && $room != *[\"\'\\\$\`\!]* ]]; then COMPREPLY+=("$room"); fi ;;
                  *)
                    printf -v quoted %q "$room"
                    # At these bash would take the word apart.
                    quoted=${quoted//:/\\:} quoted=${quoted//=/\\=} quoted=${quoted//@/\\@}
                    if [[ $room == "$word"* || $quoted == "$word"* ]]; then COMPREPLY+=("$quoted"); fi ;;
                esac
              done < <(chat rooms 2>/dev/null </dev/null | cut -f1 | cut -c3-)
            }
            _chat() {
              local word=${COMP_WORDS[COMP_CWORD]} verb='' i
              for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in -*) ;; *) verb=${COMP_WORDS[i]}; break ;; esac
              done
              local options rooms='' values=''
              case ${COMP_WORDS[COMP_CWORD-1]} in

            """);
        foreach (var option in Verbs(root).SelectMany(Options).Concat(Options(root)).DistinctBy(option => option.Name))
            if (Values(option) is { Length: > 0 } values) script.AppendLine(CultureInfo.InvariantCulture, $"    {option.Name}) values='{values}' ;;");
        script.Append("""
              esac
              case $verb in

            """);
        foreach (var verb in Verbs(root))
            script.AppendLine(CultureInfo.InvariantCulture, $"    {verb.Name}) options='{string.Join(' ', Names(verb))}'{(TakesRoom(verb) ? " rooms=yes" : "")} ;;");
        script.Append(CultureInfo.InvariantCulture, $$"""
                *) options='{{string.Join(' ', Names(root))}} {{string.Join(' ', Verbs(root).Select(verb => verb.Name))}}' ;;
              esac
              if [[ $values ]]; then
                COMPREPLY=($(compgen -W "$values" -- "$word"))
              elif [[ $rooms && $word != -* ]]; then
                _chat_rooms "$word"
              else
                COMPREPLY=($(compgen -W "$options" -- "$word"))
              fi
            }
            complete -F _chat chat

            """);
        return script.ToString();
    }

    private static string Zsh(RootCommand root)
    {
        var script = new StringBuilder();
        script.Append("""
            #compdef chat
            _chat_rooms() {
              local -a rooms expl
              rooms=(${(f)"$(chat rooms 2>/dev/null </dev/null | cut -f1 | cut -c3-)"})
              _wanted rooms expl room compadd -a rooms
            }
            _chat() {
              local -a verbs
              verbs=(

            """);
        foreach (var verb in Verbs(root)) script.AppendLine(CultureInfo.InvariantCulture, $"    '{verb.Name}:{Quoted(First(verb.Description))}'");
        script.Append("""
              )
              if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
                _describe 'verb' verbs
                return
              fi
              case $words[2] in

            """);
        foreach (var verb in Verbs(root))
        {
            script.Append(CultureInfo.InvariantCulture, $"    {verb.Name}) _arguments");
            foreach (var option in Options(verb)) script.Append(CultureInfo.InvariantCulture, $" '{option.Name}[{Quoted(First(option.Description))}]{ZshValues(option)}'");
            script.AppendLine(TakesRoom(verb) ? " '*:room:_chat_rooms' ;;" : " ;;");
        }

        script.Append("    *) _arguments");
        foreach (var option in Options(root)) script.Append(CultureInfo.InvariantCulture, $" '{option.Name}[{Quoted(First(option.Description))}]{ZshValues(option)}'");
        script.AppendLine(" ;;\n  esac\n}\n_chat \"$@\"");
        return script.ToString();
    }

    private static string Fish(RootCommand root)
    {
        var script = new StringBuilder("# fish completion for chat\ncomplete -c chat -f\n");
        foreach (var option in Options(root))
            script.AppendLine(CultureInfo.InvariantCulture, $"complete -c chat -n __fish_use_subcommand -l {option.Name[2..]}{FishValues(option)} -d '{Quoted(First(option.Description))}'");
        foreach (var verb in Verbs(root))
        {
            script.AppendLine(CultureInfo.InvariantCulture, $"complete -c chat -n __fish_use_subcommand -a {verb.Name} -d '{Quoted(First(verb.Description))}'");
            foreach (var option in Options(verb))
                script.AppendLine(CultureInfo.InvariantCulture, $"complete -c chat -n '__fish_seen_subcommand_from {verb.Name}' -l {option.Name[2..]}{FishValues(option)} -d '{Quoted(First(option.Description))}'");
            if (TakesRoom(verb))
                script.AppendLine(CultureInfo.InvariantCulture, $"complete -c chat -n '__fish_seen_subcommand_from {verb.Name}' -a '(chat rooms 2>/dev/null </dev/null | cut -f1 | cut -c3-)'");
        }

        return script.ToString();
    }

    private static IEnumerable<Command> Verbs(RootCommand root) => root.Subcommands.Where(verb => !verb.Hidden);

    private static IEnumerable<Option> Options(Command command) => command.Options.Where(option => !option.Hidden && option.Name.StartsWith("--", StringComparison.Ordinal));

    private static IEnumerable<string> Names(Command command) => Options(command).Select(option => option.Name);

    /// <summary>What an option takes, where that is one of a few words.</summary>
    private static string Values(Option option) =>
        option.ValueType == typeof(bool) ? "" : string.Join(' ', option.GetCompletions(CompletionContext.Empty).Select(item => item.Label));

    private static string ZshValues(Option option) => Values(option) is { Length: > 0 } values ? $":{option.HelpName}:({values})" : "";

    private static string FishValues(Option option) => Values(option) is { Length: > 0 } values ? $" -x -a '{values}'" : "";

    private static bool TakesRoom(Command verb) => verb.Arguments.Any(argument => argument.Name == "room");

    private static string First(string? description)
    {
        var sentence = description ?? "";
        var end = sentence.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? sentence : sentence[..end]).TrimEnd('.');
    }

    // Inside single quotes, and where a colon or a bracket would end a part.
    private static string Quoted(string text) =>
        text.Replace('\'', '’').Replace(':', ',').Replace('[', '(').Replace(']', ')');
}
