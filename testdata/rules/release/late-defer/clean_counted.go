// Package counted gives back so many of something, or what a number stands for.
package counted

import (
	"errors"
	"net/http"

	"golang.org/x/sync/semaphore"
)

type limits struct{ bulk, single *semaphore.Weighted }

func (l *limits) of(r *http.Request) (*semaphore.Weighted, string) {
	if r.Method == http.MethodPost {
		return l.bulk, "bulk"
	}
	return l.single, "single"
}

func refuse(w http.ResponseWriter) {
	w.WriteHeader(http.StatusTooManyRequests)
	panic(http.ErrAbortHandler)
}

func (l *limits) within(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if sem, _ := l.of(r); sem != nil {
			if !sem.TryAcquire(1) {
				refuse(w)
			}
			defer sem.Release(1)
		}
		next.ServeHTTP(w, r)
	}
}

type pull struct{ number int }

type job struct{ pull pull }

type locker interface {
	UnlockByPull(repo string, number int) error
}

func parse(r *http.Request) (*job, error) {
	if r.ContentLength == 0 {
		return nil, errors.New("empty")
	}
	return &job{}, nil
}

func apply(locks locker, r *http.Request, plan func(*job) error) error {
	it, err := parse(r)
	if err != nil {
		return err
	}
	if err := plan(it); err != nil {
		return err
	}
	defer locks.UnlockByPull("repo", it.pull.number)
	return plan(it)
}
