// Package lingering leaves it to a goroutine to cancel what is over when the function returns.
package lingering

import (
	"context"
	"time"
)

type pool struct {
	closed chan struct{}
	ask    func(ctx context.Context, job string) (int, error)
	begin  func(ctx context.Context) error
}

type stream struct{ next func() string }

func open(ctx context.Context) (*stream, error) { return &stream{}, ctx.Err() }
func fetchAll(ctx context.Context) (*stream, error) {
	return &stream{}, ctx.Err()
}

func (p *pool) Send(ctx context.Context, job string) (int, error) {
	ctx, cancel := context.WithCancel(ctx) // want "`cancel` is called by a goroutine that waits for others"
	go func() {
		select {
		case <-ctx.Done():
		case <-p.closed:
		}
		cancel()
	}()
	return p.ask(ctx, job)
}

func (p *pool) read(stop <-chan struct{}, job string) int {
	ctx, cancel := context.WithCancel(context.Background()) // want "`cancel` is called by a goroutine that waits for others"
	go func() {
		select {
		case <-stop:
			cancel()
		}
	}()
	n, err := p.ask(ctx, job)
	if err != nil {
		return 0
	}
	return n
}

func (p *pool) ended(stop <-chan struct{}, job string) (int, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return p.ask(ctx, job)
}

// What is begun goes on with the context.
func (p *pool) start(stop <-chan struct{}) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-stop
		cancel()
	}()
	return p.begin(ctx)
}

// So does a stream.
func words(stop <-chan struct{}, say func(string)) error {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-stop
		cancel()
	}()
	words, err := fetchAll(ctx)
	if err != nil {
		return err
	}
	go func() { say(words.next()) }()
	return nil
}

func opened(stop <-chan struct{}) (*stream, error) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-stop
		cancel()
	}()
	return open(ctx)
}

// A timer comes soon.
func (p *pool) bounded(job string) (int, error) {
	ctx, cancel := context.WithCancel(context.Background())
	wait := time.NewTimer(time.Second)
	go func() {
		<-wait.C
		cancel()
	}()
	return p.ask(ctx, job)
}

// The function itself ends the wait.
func (p *pool) told(job string) (int, error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	defer close(done)
	go func() {
		<-done
		cancel()
	}()
	return p.ask(ctx, job)
}
