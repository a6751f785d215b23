// does-not-compile: the packages it imports are not here
package setrun

import (
	"context"
	"os"

	"github.com/spf13/cobra"
)

type launcher struct{ key []byte }

func withContext(run func(context.Context) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error { return run(cmd.Context()) }
}

func newCommand(l *launcher) *cobra.Command {
	return &cobra.Command{
		Use:  "launch",
		RunE: withContext(l.run),
	}
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

func (l *launcher) again(ctx context.Context, rounds <-chan struct{}) {
	for range rounds {
		_ = l.run(ctx)
	}
}
