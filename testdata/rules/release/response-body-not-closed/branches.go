// Implementations of one method, that leave the body to helpers of their own.
package branches

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

type answer struct{ Text string }

type provider interface {
	handle(resp *http.Response, stream bool) (*answer, error)
}

// Of its two helpers, one closes the body.

type cold struct{}

func (cold) handle(resp *http.Response, stream bool) (got *answer, err error) {
	if stream {
		got, err = coldStream(resp)
	} else {
		got, err = coldWhole(resp)
	}
	return
}

func coldWhole(resp *http.Response) (*answer, error) {
	defer resp.Body.Close()
	got := &answer{}
	return got, json.NewDecoder(resp.Body).Decode(got)
}

func coldStream(resp *http.Response) (*answer, error) { // want "the response body in `resp` is never closed, as most other implementations do for their callers"
	line, err := bufio.NewReader(resp.Body).ReadString('\n')
	if err != nil {
		return nil, errors.Join(errors.New("no line"), err)
	}
	return &answer{line}, nil
}

// Both do.

type warm struct{}

func (warm) handle(resp *http.Response, stream bool) (*answer, error) {
	if stream {
		return cleanWarmStream(resp)
	}
	return cleanWarmWhole(resp)
}

func cleanWarmWhole(resp *http.Response) (*answer, error) {
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, errors.Join(err, resp.Body.Close())
	}
	return &answer{string(text)}, resp.Body.Close()
}

func cleanWarmStream(resp *http.Response) (*answer, error) {
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	got := &answer{}
	for lines.Scan() {
		got.Text += lines.Text()
	}
	return got, lines.Err()
}

// It lends the body, and closes it when it has it back.

type lending struct{}

func (lending) handle(resp *http.Response, stream bool) (*answer, error) {
	defer resp.Body.Close()
	if stream {
		return cleanFirst(resp)
	}
	got := &answer{}
	return got, json.NewDecoder(resp.Body).Decode(got)
}

func cleanFirst(resp *http.Response) (*answer, error) {
	line, err := bufio.NewReader(resp.Body).ReadString('\n')
	return &answer{line}, err
}

// What it does not look at was never sent: the answer comes from elsewhere.

type local struct{ texts map[bool]string }

func (l local) handle(resp *http.Response, stream bool) (*answer, error) {
	if stream {
		return l.cleanTold(resp)
	}
	return &answer{l.texts[stream]}, nil
}

func (l local) cleanTold(_ *http.Response) (*answer, error) {
	return &answer{l.texts[true]}, nil
}

// It has no names for what it has no use for.

type none struct{}

func (none) handle(*http.Response, bool) (*answer, error) { return nil, errors.New("no answer") }

func ask(url string, of provider, stream bool) (*answer, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	return of.handle(resp, stream)
}
