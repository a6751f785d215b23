package leavers

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

type quote struct{ price int }

func lookup(string) (quote, error) { return quote{}, nil }

func withTimeout(c *gin.Context) {
	found := make(chan quote)
	go func() {
		q, _ := lookup(c.Param("id"))
		found <- q // want "blocks for ever when something else comes first: 1 goroutine per call"
	}()
	select {
	case q := <-found:
		c.JSON(http.StatusOK, q)
	case <-time.After(time.Second):
		c.Status(http.StatusGatewayTimeout)
	}
}

func withRoom(c *gin.Context) {
	found := make(chan quote, 1)
	go func() {
		q, _ := lookup(c.Param("id"))
		found <- q
	}()
	select {
	case q := <-found:
		c.JSON(http.StatusOK, q)
	case <-time.After(time.Second):
		c.Status(http.StatusGatewayTimeout)
	}
}

func withContext(w http.ResponseWriter, r *http.Request) {
	done := make(chan error)
	go func() {
		_, err := lookup(r.URL.Path)
		done <- err // want "`done` blocks for ever"
	}()
	select {
	case <-done:
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

func senderHeedsContext(w http.ResponseWriter, r *http.Request) {
	done := make(chan error)
	go func() {
		_, err := lookup(r.URL.Path)
		select {
		case done <- err:
		case <-r.Context().Done():
		}
	}()
	select {
	case <-done:
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

func senderTries(ctx context.Context) {
	done := make(chan error)
	go func() {
		_, err := lookup("")
		select {
		case done <- err:
		default:
		}
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func earlyReturn(name string) (quote, error) {
	prices := make(chan quote)
	go func() {
		q, _ := lookup(name)
		prices <- q // want "blocks for ever when the function returns first"
	}()
	if name == "" {
		return quote{}, errors.New("no name")
	}
	return <-prices, nil
}

func checkedBefore(name string) (quote, error) {
	if name == "" {
		return quote{}, errors.New("no name")
	}
	prices := make(chan quote)
	go func() {
		q, _ := lookup(name)
		prices <- q
	}()
	return <-prices, nil
}

func firstOfMany(names []string) quote {
	answers := make(chan quote)
	for _, name := range names {
		go func() {
			q, _ := lookup(name)
			answers <- q // want "`answers` blocks for ever"
		}()
	}
	return <-answers
}

func roomForAll(names []string) quote {
	answers := make(chan quote, len(names))
	for _, name := range names {
		go func() {
			q, _ := lookup(name)
			answers <- q
		}()
	}
	return <-answers
}

func receivesAll(names []string) []quote {
	answers := make(chan quote)
	for _, name := range names {
		go func() {
			q, _ := lookup(name)
			answers <- q
		}()
	}
	var all []quote
	for range names {
		all = append(all, <-answers)
	}
	return all
}

func firstErrorLeaves(names []string) error {
	failures := make(chan error)
	for _, name := range names {
		go func() {
			_, err := lookup(name)
			failures <- err // want "`failures` blocks for ever when the function returns first"
		}()
	}
	for range names {
		if err := <-failures; err != nil {
			return err
		}
	}
	return nil
}

func errorsHaveRoom(names []string) error {
	failures := make(chan error, len(names))
	for _, name := range names {
		go func() {
			_, err := lookup(name)
			failures <- err
		}()
	}
	for range names {
		if err := <-failures; err != nil {
			return err
		}
	}
	return nil
}

func twoChannels(ctx context.Context, name string) error {
	values, failures := make(chan quote), make(chan error)
	go func() {
		q, err := lookup(name)
		if err != nil {
			failures <- err // want "`failures` blocks for ever"
			return
		}
		values <- q
	}()
	select {
	case <-values:
		return nil
	case err := <-failures:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func consumerBreaks(limit int) int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := 0; i < 100; i++ {
			numbers <- i // want "`numbers` blocks for ever"
		}
	}()
	sum := 0
	for n := range numbers {
		sum += n
		if sum > limit {
			break
		}
	}
	return sum
}

func consumerDrains(limit int) int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := 0; i < 100; i++ {
			numbers <- i
		}
	}()
	sum := 0
	for n := range numbers {
		if sum <= limit {
			sum += n
		}
	}
	return sum
}

func producerIsStopped(limit int) int {
	numbers := make(chan int)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		defer close(numbers)
		for i := 0; i < 100; i++ {
			select {
			case numbers <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	sum := 0
	for n := range numbers {
		sum += n
		if sum > limit {
			break
		}
	}
	return sum
}

func report(ch chan<- error, err error) {
	if err != nil {
		ch <- err
	}
	ch <- nil // want "`outcome` blocks for ever"
}

func sendsTwice(name string) error {
	outcome := make(chan error)
	go func() {
		_, err := lookup(name)
		report(outcome, err)
	}()
	return <-outcome
}

func helper(ch chan quote, name string) {
	q, _ := lookup(name)
	ch <- q // want "`ch` blocks for ever"
}

func startsHelper(name string) {
	ch := make(chan quote)
	go helper(ch, name)
	select {
	case <-ch:
	case <-time.After(time.Second):
	}
}

func helperWithRoom(ch chan quote, name string) {
	q, _ := lookup(name)
	ch <- q
}

func startsHelperWithRoom(name string) {
	ch := make(chan quote, 1)
	go helperWithRoom(ch, name)
	select {
	case <-ch:
	case <-time.After(time.Second):
	}
}

func groupNeverRead(names []string) error {
	results := make(chan quote)
	var group errgroup.Group
	for _, name := range names {
		group.Go(func() error {
			q, err := lookup(name)
			results <- q // want "`results` blocks for ever"
			return err
		})
	}
	return group.Wait()
}

func handedOver() <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range 10 {
			ch <- i
		}
	}()
	return ch
}

type feed struct{ out chan int }

func kept() *feed {
	f := &feed{out: make(chan int)}
	go func() { f.out <- 1 }()
	return f
}

func unknownReceiver(use func(<-chan int)) {
	ch := make(chan int)
	go func() { ch <- 1 }()
	use(ch)
}

func semaphore(names []string) {
	slots := make(chan struct{}, 4)
	for _, name := range names {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			_, _ = lookup(name)
		}()
	}
}

func drainedLater(ctx context.Context) {
	ch := make(chan quote)
	go func() {
		q, _ := lookup("")
		ch <- q
	}()
	select {
	case <-ch:
	case <-ctx.Done():
		<-ch
	}
}

func serverReports(srv *http.Server, stop <-chan struct{}) error {
	failed := make(chan error)
	go func() {
		failed <- srv.ListenAndServe() // want "`failed` blocks for ever"
	}()
	select {
	case err := <-failed:
		return err
	case <-stop:
		return srv.Close()
	}
}

func recovered(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- errors.New("panic")
			}
		}()
		done <- work()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func onceNobody(ctx context.Context, work func() error) error {
	var once sync.Once
	done := make(chan error)
	go func() {
		if err := work(); err != nil {
			once.Do(func() { done <- err }) // want "the send on `done` blocks for ever when"
		}
		once.Do(func() { close(done) })
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A helper listens, and does not serve.
func begin(address string) (net.Listener, chan struct{}, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, nil, err
	}
	next := make(chan struct{})
	go func() {
		for range next {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
		}
	}()
	return listener, next, nil
}

func knock(address string) error {
	listener, next, err := begin(address)
	if err != nil {
		return err
	}
	defer listener.Close()
	for range 3 {
		next <- struct{}{} // want "the send on `next` blocks for ever when the function returns first"
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return err
		}
		_ = conn.Close()
	}
	close(next)
	return nil
}
