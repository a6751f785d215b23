// Package held acquires in loops what it is to have until the function ends.
package held

import (
	"context"
	"errors"
	"io"
	"os"
)

type scheduler interface {
	Latch(task string) (release func(), err error)
	Run(tasks []string) error
}

// All tasks are latched while they run.
func runAll(s scheduler, tasks []string) error {
	for _, task := range tasks {
		release, err := s.Latch(task)
		if err != nil {
			return err
		}
		defer release() // want "`release` is released when the function returns"
	}
	if err := s.Run(tasks); err != nil {
		return errors.Join(errors.New("run"), err)
	}
	return nil
}

type pool struct{ id string }

type allocator interface {
	Request() (*pool, error)
	ReleasePool(id string) error
}

// What has been got goes back only if the rest fails.
func allocate(a allocator, n int) (ids []string, retErr error) {
	for i := 0; i < n; i++ {
		got, err := a.Request()
		if err != nil {
			return nil, err
		}
		defer func() { // want "this runs when the function returns"
			if retErr != nil {
				_ = a.ReleasePool(got.id)
			}
		}()
		ids = append(ids, got.id)
	}
	return ids, nil
}

type watcher struct{}

type transfer struct{ done chan struct{} }

func (t *transfer) release(*watcher) {}

type manager struct{}

func (m *manager) begin(string) (*transfer, *watcher) { return &transfer{}, &watcher{} }

// The transfers go on after the loop.
func (m *manager) upload(names []string) {
	var all []*transfer
	for _, name := range names {
		one, watch := m.begin(name)
		defer one.release(watch) // want "this runs when the function returns"
		all = append(all, one)
	}
	for _, one := range all {
		<-one.done
	}
}

type span struct{}

func (*span) End() {}

func start(ctx context.Context) (context.Context, *span) { return ctx, &span{} }

type reader struct{ ctx context.Context }

func open(ctx context.Context, _ string) (*reader, error) { return &reader{ctx}, ctx.Err() }

type bookmark struct{ r *reader }

// What is read after the loop belongs to the spans.
func merge(ctx context.Context, names []string) error {
	var all []*bookmark
	for _, name := range names {
		inner, one := start(ctx)
		defer one.End() // want "`one` is released when the function returns"
		r, err := open(inner, name)
		if err != nil {
			return err
		}
		all = append(all, &bookmark{r})
	}
	for _, it := range all {
		if it.r.ctx.Err() != nil {
			return errors.New("cancelled")
		}
	}
	return nil
}

type message struct {
	file *os.File
	size int64
}

func closeFile(f *os.File) { _ = f.Close() }

// The files are read after the loop.
func receive(parts <-chan io.Reader) (total int64, err error) {
	var all []*message
	for part := range parts {
		var m message
		all = append(all, &m)
		m.file, err = os.CreateTemp("", "part")
		if err != nil {
			return 0, err
		}
		defer closeFile(m.file) // want "this runs when the function returns"
		m.size, err = io.Copy(m.file, part)
		if err != nil {
			return 0, err
		}
	}
	for _, m := range all {
		total += m.size
	}
	return total, nil
}
