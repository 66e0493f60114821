from celery import shared_task


@shared_task(name="statements.wake")
def wake(release_id):
    from statements import queue

    queue.hand_out(release_id)


@shared_task(name="statements.render")
def render(job_id):
    from statements import queue

    queue.run(job_id)
