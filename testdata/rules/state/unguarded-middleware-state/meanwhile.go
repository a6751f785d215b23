// Package meanwhile goes on with what a goroutine that it has started uses.
package meanwhile

import (
	"context"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func run(ctx context.Context) error { return ctx.Err() }

func fetch(key string) (string, error) { return key, nil }

// The result is set when the function has returned, or just as it does.
func serve(ctx context.Context) (err error) {
	go func() {
		err = run(ctx) // want "`err` is written in a goroutine while the function that started it uses it"
	}()
	return nil
}

func first(ctx context.Context, key string) (string, error) {
	value, err := fetch(key)
	if err != nil {
		return "", err
	}
	go func() {
		value, err = fetch(key + "/next") // want "`value`, and 1 more, is written"
	}()
	if err != nil {
		return "", err
	}
	return value, nil
}

func backsOff(try func()) {
	delay := time.Second
	for range 5 {
		go func() {
			if delay > time.Minute {
				return
			}
			try()
		}()
		delay *= 2 // want "`delay` is written here while a goroutine started before uses it"
	}
}

// Each sets the error of the others.
func all(keys []string) error {
	var err error
	var wg sync.WaitGroup
	for _, key := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err = fetch(key) // want "goroutines that run side by side write `err`"
			if err != nil {
				return
			}
		}()
	}
	wg.Wait()
	return err
}

var slots = make(chan struct{}, 8)

func limited(keys []string) error {
	var err error
	for _, key := range keys {
		slots <- struct{}{}
		go func() {
			_, err = fetch(key) // want "goroutines that run side by side write `err`"
			<-slots
		}()
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	return err
}

func awaited(ctx context.Context) (err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = run(ctx)
	}()
	<-done
	return err
}

func either(ctx context.Context, key string) (string, error) {
	var value string
	var err error
	done := make(chan struct{})
	go func() {
		value, err = fetch(key)
		close(done)
	}()
	select {
	case <-done:
		return value, err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func grouped(key string) (string, error) {
	var group errgroup.Group
	var left, right string
	group.Go(func() (err error) {
		left, err = fetch(key)
		return err
	})
	group.Go(func() (err error) {
		right, err = fetch(key + "/right")
		return err
	})
	if err := group.Wait(); err != nil {
		return "", err
	}
	return left + right, nil
}

func guarded(key string) string {
	var mu sync.Mutex
	value := ""
	go func() {
		found, _ := fetch(key)
		mu.Lock()
		defer mu.Unlock()
		value = found
	}()
	mu.Lock()
	defer mu.Unlock()
	return value
}

// What is used before is used before.
func before(key string) error {
	value, err := fetch(key)
	if err != nil {
		return err
	}
	println(value)
	go func() {
		value, err = fetch(key + "/next")
		println(value, err)
	}()
	return nil
}

// Each round has its own.
func rounds(keys []string) {
	for _, key := range keys {
		value := ""
		println(value)
		go func() {
			value, _ = fetch(key)
			println(value)
		}()
	}
}

// The goroutine waits until it is told.
func told(ctx context.Context, keys []string) int {
	total := 0
	start := make(chan struct{})
	go func() {
		<-start
		total = total + len(keys)
	}()
	total = len(keys)
	close(start)
	return 0
}

func inBranch(ctx context.Context, async bool) error {
	var err error
	if async {
		go func() {
			err = run(ctx)
			println(err)
		}()
		return nil
	}
	err = run(ctx)
	return err
}

func shadowed(ctx context.Context) error {
	err := run(ctx)
	go func() {
		err := run(ctx)
		println(err)
	}()
	return err
}

func handedIn(delay time.Duration, try func(time.Duration)) {
	for range 5 {
		go func(delay time.Duration) { try(delay) }(delay)
		delay *= 2
	}
}

// What is written once a call that waits has returned is written in turn.
func piped(write func(*io.PipeWriter) error) (string, error) {
	reader, writer := io.Pipe()
	var err error
	go func() {
		err = write(writer)
		writer.Close()
	}()
	text, err := io.ReadAll(reader)
	return string(text), err
}
