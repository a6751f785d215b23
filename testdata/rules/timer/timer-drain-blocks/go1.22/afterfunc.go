package drains

import (
	"context"
	"io"
	"time"
)

type frames interface {
	Next() ([]byte, error)
}

func pumpWithin(ctx context.Context, src frames, limit time.Duration) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var guard *time.Timer
	if limit > 0 {
		guard = time.AfterFunc(limit, cancel)
	}
	for ctx.Err() == nil {
		if _, err := src.Next(); err != nil {
			if guard != nil && !guard.Stop() {
				<-guard.C // want "the channel of a timer made by time.AfterFunc is nil"
			}
			return err
		}
	}
	return ctx.Err()
}

func once(done func()) {
	guard := time.AfterFunc(time.Second, done)
	defer func() {
		if !guard.Stop() {
			<-guard.C // want "blocks for ever"
		}
	}()
	io.Discard.Write(nil)
}

func clean_either(done func(), soft bool) {
	guard := time.NewTimer(time.Second)
	if soft {
		guard = time.AfterFunc(time.Second, done)
	}
	if !guard.Stop() {
		<-guard.C
	}
}

func clean_case(ctx context.Context, done func()) {
	guard := time.AfterFunc(time.Second, done)
	select {
	case <-guard.C:
	case <-ctx.Done():
	}
}

func clean_handed(guard *time.Timer, done func()) {
	if guard == nil {
		guard = time.AfterFunc(time.Second, done)
	}
	if !guard.Stop() {
		<-guard.C
	}
}
