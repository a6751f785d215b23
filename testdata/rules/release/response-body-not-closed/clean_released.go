// Package released closes what it gets, or gives it to somebody who does.
package released

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"
)

func deferred(url string) (int, error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return 0, errors.New(resp.Status)
	}
	return resp.StatusCode, nil
}

func deferredClosure(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() {
		_, _ = io.Copy(io.Discard, resp.Body)
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	}()
	return io.ReadAll(resp.Body)
}

func closeBody(c io.Closer) {
	if err := c.Close(); err != nil {
		log.Print(err)
	}
}

func closerHelper(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer closeBody(resp.Body)
	return nil
}

func finishResponse(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func responseHelper(url string) error {
	resp, err := http.Get(url)
	defer finishResponse(resp)
	return err
}

type service struct {
	client *http.Client
	last   *http.Response
	open   map[string]io.ReadCloser
	all    []*http.Response
}

func (s *service) drop(resp *http.Response) { resp.Body.Close() }

func (s *service) methodHelper(req *http.Request) error {
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer s.drop(resp)
	return nil
}

func returned(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, fmt.Errorf("get: %w", err)
	}
	return resp, nil
}

func bodyReturned(url string) (io.ReadCloser, int64, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, 0, err
	}
	return resp.Body, resp.ContentLength, nil
}

func namedReturn(url string) (resp *http.Response, err error) {
	resp, err = http.Get(url)
	return
}

func (s *service) stored(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	s.last = resp
	return nil
}

func (s *service) inMap(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	s.open[url] = resp.Body
	return nil
}

func (s *service) appended(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	s.all = append(s.all, resp)
	return nil
}

var latest *http.Response

func global(url string) (err error) {
	latest, err = http.Get(url)
	return err
}

func sent(url string, out chan<- *http.Response) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	out <- resp
	return nil
}

type limited struct {
	io.Reader
	io.Closer
}

func composed(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return limited{io.LimitReader(resp.Body, 1<<20), resp.Body}, nil
}

func unknownCallee(url string, use func(*http.Response) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return use(resp)
}

func testHelper(t *testing.T, url string) *http.Response {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func methodValue(t *testing.T, url string) int {
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	closeIt := resp.Body.Close
	defer closeIt()
	return resp.StatusCode
}

func nilCheck(url string) (code int) {
	resp, err := http.Get(url)
	if err != nil {
		log.Print(err)
	}
	if resp != nil {
		defer resp.Body.Close()
		code = resp.StatusCode
	}
	return code
}

func bodyNilCheck(url string) error {
	resp, err := http.Get(url)
	if resp != nil && resp.Body != nil {
		defer resp.Body.Close()
	}
	return err
}

func grouped(ctx context.Context, urls []string) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, url := range urls {
		group.Go(func() error {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				return err
			}
			defer resp.Body.Close()
			return nil
		})
	}
	return group.Wait()
}

func goroutineCloses(url string, wg *sync.WaitGroup) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
	}()
	return nil
}

func escapingClosure(url string) (func() error, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return func() error { return resp.Body.Close() }, nil
}

func retryCloses(client *http.Client, req *http.Request) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		resp, err := client.Do(req)
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		if err == nil {
			resp.Body.Close()
			err = errors.New(resp.Status)
		}
		if attempt == 3 {
			return nil, err
		}
	}
}

func bodyVariable(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	body := resp.Body
	defer body.Close()
	return json.NewDecoder(body).Decode(into)
}

func dumped(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return httputil.DumpResponse(resp, true)
}

func forwarded(url string, w io.Writer) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Write(w)
}

func errFlag(url string) bool {
	resp, err := http.Get(url)
	ok := err == nil
	if ok {
		resp.Body.Close()
	}
	return ok
}

func buffered(resp *http.Response) ([]byte, error) {
	var buf bytes.Buffer
	_, err := buf.ReadFrom(resp.Body)
	return buf.Bytes(), err
}

func iterated(urls []string) func(func(int, error) bool) {
	return func(yield func(int, error) bool) {
		for _, url := range urls {
			resp, err := http.Get(url)
			if err != nil {
				if !yield(0, err) {
					return
				}
				continue
			}
			resp.Body.Close()
			if !yield(resp.StatusCode, nil) {
				return
			}
		}
	}
}
