package clean

import (
	"context"
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
)

func produce(n int) (int, error) { return n, nil }

func byClosure(n int) (int, error) {
	var sum int
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		sum, err = produce(n)
	}()
	finish := func() { <-done }
	finish()
	return sum, err
}

func settle(group *sync.WaitGroup) { group.Wait() }

func byHelper(n int) int {
	var sum int
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		sum, _ = produce(n)
	}()
	settle(&group)
	return sum
}

// Reading to its end waits for who writes the pipe.
func piped(w io.Writer) error {
	reader, writer := io.Pipe()
	command := exec.Command("gzip")
	command.Stdin = reader
	command.Stdout = w
	var failed error
	go func() {
		_, failed = io.WriteString(writer, "x")
		writer.Close()
	}()
	if out, err := command.CombinedOutput(); err != nil {
		return err
	} else if len(out) > 0 {
		return io.ErrShortWrite
	}
	return failed
}

func cancelled(ctx context.Context, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var cause error
	go func() {
		_, cause = produce(1)
		cancel()
	}()
	if err := work(ctx); err != nil {
		return cause
	}
	return nil
}

func polled(n int) int {
	var sum int
	var ready atomic.Bool
	go func() {
		sum, _ = produce(n)
		ready.Store(true)
	}()
	if ready.Load() {
		return sum
	}
	return 0
}

// What is deferred waits before the results are read.
func bare(n int) (sum int, err error) {
	var group sync.WaitGroup
	defer group.Wait()
	group.Add(1)
	go func() {
		defer group.Done()
		sum, err = produce(n)
	}()
	return
}

func testedTwice(n int, async bool) (int, error) {
	var sum int
	var err error
	if async {
		go func() {
			sum, err = produce(n)
			println(sum)
		}()
	} else {
		sum, err = produce(n)
	}
	if async {
		return 0, nil
	}
	return sum, err
}

// Only one of them writes.
func winner(names []string) string {
	var won string
	var taken atomic.Bool
	var group sync.WaitGroup
	for n, name := range names {
		group.Add(1)
		go func() {
			defer group.Done()
			found, err := produce(n)
			if err == nil && found > 0 && taken.CompareAndSwap(false, true) {
				won = name[:found]
			}
		}()
	}
	group.Wait()
	return won
}

func parts(kinds []string) (int, int) {
	var left, right int
	var group sync.WaitGroup
	for n, kind := range kinds {
		group.Add(1)
		go func() {
			defer group.Done()
			switch kind {
			case "left":
				left, _ = produce(n)
			default:
				right, _ = produce(n)
			}
		}()
	}
	group.Wait()
	return left, right
}
