// Package quitters has workers that all may return before what they range over is closed.
package quitters

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

func check(name string) error { return nil }

func checkAll(names []string, workers int) error {
	todo := make(chan string, workers)
	var group errgroup.Group
	for range workers {
		group.Go(func() error {
			for name := range todo {
				if err := check(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, name := range names {
		todo <- name // want "the send on `todo` blocks for ever once all that receive from it have returned"
	}
	close(todo)
	return group.Wait()
}

// The group's context ends with the first error.
func heeds(ctx context.Context, names []string, workers int) error {
	todo := make(chan string, workers)
	group, ctx := errgroup.WithContext(ctx)
	for range workers {
		group.Go(func() error {
			for name := range todo {
				if err := check(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, name := range names {
		select {
		case todo <- name:
		case <-ctx.Done():
			return group.Wait()
		}
	}
	close(todo)
	return group.Wait()
}

// They go on after an error.
func goesOn(names []string, workers int) {
	todo := make(chan string, workers)
	var running sync.WaitGroup
	for range workers {
		running.Add(1)
		go func() {
			defer running.Done()
			for name := range todo {
				if err := check(name); err != nil {
					continue
				}
			}
		}()
	}
	for _, name := range names {
		todo <- name
	}
	close(todo)
	running.Wait()
}

// What is left is drained.
func drains(names []string, workers int) {
	todo := make(chan string, workers)
	var running sync.WaitGroup
	for range workers {
		running.Add(1)
		go func() {
			defer running.Done()
			for name := range todo {
				if err := check(name); err != nil {
					break
				}
			}
			for range todo {
			}
		}()
	}
	for _, name := range names {
		todo <- name
	}
	close(todo)
	running.Wait()
}

// There is room for all.
func roomForAll(names []string, workers int) error {
	todo := make(chan string, len(names))
	var group errgroup.Group
	for range workers {
		group.Go(func() error {
			for name := range todo {
				if err := check(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, name := range names {
		todo <- name
	}
	close(todo)
	return group.Wait()
}

// Whoever leaves says so.
func says(ctx context.Context, names []string, workers int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	todo := make(chan string, workers)
	for range workers {
		go func() {
			for name := range todo {
				if err := check(name); err != nil {
					cancel()
					return
				}
			}
		}()
	}
	for _, name := range names {
		select {
		case todo <- name:
		case <-ctx.Done():
			return
		}
	}
	close(todo)
}

func checkNumber(n int) error { return nil }

// As many as there is room for.
func quota(n int) error {
	jobs := make(chan int, n)
	var group errgroup.Group
	for range 4 {
		group.Go(func() error {
			for job := range jobs {
				if err := checkNumber(job); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for i := 0; i < n; i++ {
		jobs <- i
	}
	close(jobs)
	return group.Wait()
}

// All is sent before anybody receives.
func sentFirst(names []string, room int) error {
	todo := make(chan string, room)
	for _, name := range names[:room] {
		todo <- name
	}
	close(todo)
	var group errgroup.Group
	for range 4 {
		group.Go(func() error {
			for name := range todo {
				if err := check(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
