// does-not-compile: the packages it imports are not here

// Package stored reads objects to their end: nothing unpacks them on the way.
package stored

import (
	"bytes"
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func buffered(ctx context.Context, client *s3.Client, in *s3.GetObjectInput) (*bytes.Buffer, error) {
	out, err := client.GetObject(ctx, in) // want "the object body in `out` is never closed: it is read to its end, or until that fails"
	if err != nil {
		return nil, err
	}
	buf := new(bytes.Buffer)
	if _, err = buf.ReadFrom(out.Body); err != nil {
		return nil, err
	}
	return buf, nil
}

func whole(ctx context.Context, client *s3.Client, in *s3.GetObjectInput) ([]byte, error) {
	out, err := client.GetObject(ctx, in) // want "it is read to its end, or until that fails"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(out.Body)
}
