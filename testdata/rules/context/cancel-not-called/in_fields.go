package cancels

import (
	"context"
	"errors"
	"time"
)

type feed struct {
	ctx    context.Context
	cancel context.CancelFunc
	id     int
}

type feeds struct{ active map[int]*feed }

func (f *feed) Close() { f.cancel() }

func (f *feed) init() error {
	if f.id > 3 {
		return errors.New("too many")
	}
	return nil
}

func read(ctx context.Context) error { return ctx.Err() }

func (s *feeds) add(ctx context.Context, id int) error {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithTimeout(ctx, time.Hour) // want "the cancel function in `f.cancel` is not called on every path"
	if id > 3 {
		return errors.New("too many")
	}
	s.active[id] = f
	return nil
}

func open(ctx context.Context, id int) (*feed, error) {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx) // want "the cancel function in `f.cancel` is not called on every path"
	if err := f.init(); err != nil {
		return nil, err
	}
	return f, nil
}

func readAll(ctx context.Context, id int) error {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx) // want "the cancel function in `f.cancel` is never called"
	return readFrom(f)
}

func readFrom(f *feed) error { return read(f.ctx) }

func clean_cancelled(ctx context.Context, id int) (*feed, error) {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	if err := f.init(); err != nil {
		f.cancel()
		return nil, err
	}
	return f, nil
}

func clean_closed(ctx context.Context, id int) (*feed, error) {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	if err := f.init(); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func clean_named(ctx context.Context, id int) (f *feed, err error) {
	f = &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	defer func() {
		if err != nil {
			f.cancel()
		}
	}()
	if err := f.init(); err != nil {
		return nil, err
	}
	return f, nil
}

func clean_started(ctx context.Context, id int) *feed {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	go func() {
		defer f.cancel()
		_ = read(f.ctx)
	}()
	return f
}

func clean_aliased(ctx context.Context, id int) error {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	stop := f.cancel
	time.AfterFunc(time.Second, stop)
	return read(f.ctx)
}

func clean_handed(ctx context.Context, id int) error {
	f := &feed{id: id}
	f.ctx, f.cancel = context.WithCancel(ctx)
	return readAndClose(f)
}

func readAndClose(f *feed) error {
	defer f.cancel()
	return read(f.ctx)
}
