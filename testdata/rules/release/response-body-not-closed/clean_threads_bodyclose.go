// Package threads has the shapes that users of other analyzers reported as false alarms.
package threads

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// timakin/bodyclose#18: a helper of the package closes the body.
func helperCloses(url string) (err error) {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer safeClose(resp.Body, &err)
	return json.NewDecoder(resp.Body).Decode(new(any))
}

func safeClose(c io.Closer, err *error) {
	if closeErr := c.Close(); closeErr != nil && *err == nil {
		*err = closeErr
	}
}

// timakin/bodyclose#30: the response goes to a function that reads and closes it.
func consumerCloses(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return decodeAndClose(resp, into)
}

func decodeAndClose(resp *http.Response, into any) error {
	defer func() {
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	}()
	return json.NewDecoder(resp.Body).Decode(into)
}

// timakin/bodyclose#59, #62: the response of a recorder holds no connection.
func recorder(t *testing.T, handler http.Handler) {
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/", nil))
	resp := rec.Result()
	if resp.StatusCode != http.StatusOK {
		t.Fatal(resp.Status)
	}
}

// timakin/bodyclose#52, #63: a response controller is no response.
func controller(w http.ResponseWriter) error {
	rc := http.NewResponseController(w)
	if err := rc.SetWriteDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	return rc.Flush()
}

// timakin/bodyclose#47: the response of a recorder, closed in a deferred literal.
func recorderClosed(handler http.Handler, r *http.Request) ([]byte, error) {
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, r)
	resp := rec.Result()
	defer func() { _ = resp.Body.Close() }()
	return io.ReadAll(resp.Body)
}

// timakin/bodyclose#18: the body is closed in a deferred function literal.
func deferredLiteral(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func(body io.ReadCloser) {
		_ = body.Close()
	}(resp.Body)
	return nil
}

// timakin/bodyclose#58, #66, where branches were told apart: every branch closes for itself.
func everyBranch(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body.Close()
	}
	resp.Body.Close()
	return errors.New(resp.Status)
}

// timakin/bodyclose#77: kept in a variable from before and closed after the branch.
func closedOutside(url string, fresh bool, cached *http.Response) error {
	resp := cached
	if fresh {
		got, err := http.Get(url)
		if err != nil {
			return err
		}
		resp = got
	}
	defer resp.Body.Close()
	return nil
}

// timakin/bodyclose#80: a method of another type closes what it is given.
type closers struct{ failed int }

func (c *closers) close(resp *http.Response) {
	if err := resp.Body.Close(); err != nil {
		c.failed++
	}
}

func methodCloses(url string) error {
	var all closers
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer all.close(resp)
	return nil
}

// kenn-io/forge#1153: a live socket's handshake response must not be closed.
func socket(t *testing.T, url string) *websocket.Conn {
	conn, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		t.Fatal(resp.Status)
	}
	return conn
}

// kenn-io/forge#1153: closed by a helper of the tests.
func tested(t *testing.T, server *httptest.Server) {
	resp, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	mustClose(t, resp.Body)
}

func mustClose(t *testing.T, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// timakin/bodyclose#77: the guard on the response before the deferred close.
func guardedDefer(url string) error {
	resp, err := http.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	return nil
}

// timakin/bodyclose#18: the closing helper gets the whole response through another helper.
func twoHelpers(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer done(resp)
	return nil
}

func done(resp *http.Response) { shut(resp.Body) }

func shut(body io.ReadCloser) { _ = body.Close() }

// Near timakin/bodyclose#80: the response is read from a connection that is closed by its owner.
func onConnection(conn net.Conn, req *http.Request) (int, error) {
	resp, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
