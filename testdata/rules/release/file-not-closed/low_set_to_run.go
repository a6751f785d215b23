// does-not-compile: the packages it imports are not here
package lowset

import (
	"context"
	"os"

	"github.com/spf13/cobra"
)

type launcher struct{ key []byte }

func withContext(run func(context.Context) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error { return run(cmd.Context()) }
}

func newCommand() *cobra.Command {
	l := &launcher{}
	cmd := &cobra.Command{
		Use:  "launch",
		RunE: withContext(l.run),
	}
	return cmd
}

func init() { cobra.OnInitialize(readConfig, openLog) }

func readConfig() {}

func openLog() {
	f, err := os.Create("log") // want "never closed"
	if err != nil {
		return
	}
	println(f.Name())
}

func (l *launcher) run(ctx context.Context) error {
	f, err := os.CreateTemp("", "key") // want "never closed"
	if err != nil {
		return err
	}
	if _, err := f.Write(l.key); err != nil {
		return err
	}
	return ctx.Err()
}
