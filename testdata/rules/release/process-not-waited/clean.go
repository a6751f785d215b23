// Package clean waits for its processes, or gives them to somebody who does.
package clean

import (
	"context"
	"errors"
	"io"
	"log"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func waits(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

func deferred(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	defer cmd.Wait()
	return nil
}

func deferredClosure(name string) (err error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cmd.Wait()) }()
	return nil
}

func runs(name string) ([]byte, error) {
	cmd := exec.Command(name)
	if err := exec.Command("prepare").Run(); err != nil {
		return nil, err
	}
	return cmd.CombinedOutput()
}

func goroutineWaits(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			log.Print(err)
		}
	}()
	return nil
}

func goWait(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait()
	return nil
}

func releases(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

func waitsForProcess(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	state, err := cmd.Process.Wait()
	log.Print(state)
	return err
}

func returned(name string) (*exec.Cmd, error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd, nil
}

func returnsPipe(name string) (io.ReadCloser, func() error, error) {
	cmd := exec.Command(name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, nil, err
	}
	return out, cmd.Wait, nil
}

type worker struct {
	cmd  *exec.Cmd
	mu   sync.Mutex
	jobs map[string]*exec.Cmd
}

func (w *worker) start(name string) error {
	w.cmd = exec.Command(name)
	return w.cmd.Start()
}

func (w *worker) keeps(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	w.cmd = cmd
	return nil
}

func (w *worker) inMap(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs[name] = cmd
	return nil
}

func reap(cmd *exec.Cmd) {
	if err := cmd.Wait(); err != nil {
		log.Print(err)
	}
}

func helper(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	reap(cmd)
	return nil
}

func goHelper(name string) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	go reap(cmd)
	return nil
}

func grouped(ctx context.Context, names []string) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		cmd := exec.CommandContext(ctx, name)
		if err := cmd.Start(); err != nil {
			return err
		}
		group.Go(cmd.Wait)
	}
	return group.Wait()
}

func selects(name string, limit time.Duration) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return cmd.Process.Kill()
	}
}

func tested(t *testing.T, name string) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

func sent(name string, started chan<- *exec.Cmd) error {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return err
	}
	started <- cmd
	return nil
}

func raw(path string) (*os.ProcessState, error) {
	process, err := os.StartProcess(path, nil, &os.ProcAttr{})
	if err != nil {
		return nil, err
	}
	return process.Wait()
}

// Who knows the process id can wait for it.
func returnsID(name string) (int, error) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	return cmd.Process.Pid, nil
}

// The process takes the place of this one, which ends.
func detaches(name string) {
	cmd := exec.Command(name)
	if err := cmd.Start(); err != nil {
		log.Fatal(err)
	}
	os.Exit(0)
}

type runner struct{ cmd *exec.Cmd }

func (r *runner) command(name string) *exec.Cmd {
	r.cmd = exec.Command(name)
	return r.cmd
}

func (r *runner) keeps(name string) error {
	if err := r.command(name).Start(); err != nil {
		return err
	}
	return r.cmd.Wait()
}
